import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-30';
import { canonicalQuantity, formatBytes } from './canonical-quantity';
import { propError, textOf, Where } from '../internal/errors';
import { requireWhole } from './names';
import { requireInstance } from '../internal/values';

const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };

/** Kubernetes keeps quantities as 64-bit integers. */
const MAX_BYTES = 2 ** 63;

/** Whether an amount of nothing makes sense: not for an instance, but it does for a ceiling. */
export enum Zero {
  REFUSED,
  ALLOWED,
}

/** Renders an amount of CPU as the API server returns it: half a core is `500m`. cdk8s-plus lets NaN, negative and too fine amounts through; this refuses them. */
export function cpuQuantity(where: Where, prop: string, cpu: Cpu, zero = Zero.REFUSED): k8s.Quantity {
  if (!isCpu(cpu)) throw propError(where, prop, quoted(cpu), 'must be an amount of CPU', CPU_ADVICE);
  const amount = millicores(cpu);
  if (!(Number.isSafeInteger(amount) && isAllowed(amount, zero))) {
    throw propError(where, prop, cpu.amount, `must be a whole number of millicores ${bound(zero)}`, CPU_ADVICE);
  }
  return k8s.Quantity.fromString(canonicalQuantity(`${amount}m`));
}

/** Renders an amount of memory or storage as the API server returns it: 1024 MiB are `1Gi`. Refuses NaN and fractions of a byte. */
export function sizeQuantity(where: Where, prop: string, size: Size, zero = Zero.REFUSED): k8s.Quantity {
  if (!isSize(size)) throw propError(where, prop, quoted(size), 'must be an amount of memory or storage', SIZE_ADVICE);
  const amount = bytes(size);
  if (!(Number.isInteger(amount) && amount < MAX_BYTES && isAllowed(amount, zero))) {
    throw propError(where, prop, size.asString(), `must be a whole number of bytes ${bound(zero)}`, SIZE_ADVICE);
  }
  return k8s.Quantity.fromString(formatBytes(BigInt(amount)));
}

/** Renders a count, such as a ceiling on pods. */
export function countQuantity(where: Where, prop: string, count: number): k8s.Quantity {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw propError(where, prop, count, 'must be a whole number of 0 or more', 'leave it out for no ceiling');
  }
  return k8s.Quantity.fromString(canonicalQuantity(`${count}`)); // 1000 is `1k` to the API server
}

/** A duration in seconds; refuses one that is not whole, below the least or above the most. */
export function wholeSeconds(where: Where, prop: string, duration: Duration, least: number, most?: number): number {
  requireInstance(where, prop, duration, 'toSeconds', 'a Duration', 'Duration.seconds(30)');
  const seconds = duration.toSeconds({ integral: false });
  requireWhole(where, `${prop} in seconds`, seconds, least, most);
  return seconds;
}

/** An amount of CPU in millicores; NaN if it is none. */
export function millicores(cpu: Cpu): number {
  if (cpu.amount.endsWith('m')) return Number(cpu.amount.slice(0, -1));
  return Number((Number(cpu.amount) * 1000).toPrecision(15)); // 0.57 cores are 569.9999999999999 millicores in binary
}

/** An amount of memory or storage in bytes; NaN if it is none. */
export function bytes(size: Size): number {
  const text = size.asString();
  return Number(text.slice(0, -2)) * Number(UNITS[text.slice(-2)]);
}

/** An amount of CPU, memory or storage. */
export type Amount = Cpu | Size;

/** An amount in its smallest unit, for comparing amounts of one resource; NaN if it is none. */
export function measure(amount: unknown): number {
  if (isSize(amount)) return bytes(amount);
  return isCpu(amount) ? millicores(amount) : NaN;
}

/** An amount as errors quote it. */
export function quoted(amount: unknown): string {
  if (isSize(amount)) return amount.asString();
  return isCpu(amount) ? amount.amount : textOf(amount);
}

/** By what they have, as several copies of a library have several classes. */
function isCpu(amount: unknown): amount is Cpu {
  return typeof (amount as Partial<Cpu> | null | undefined)?.amount === 'string';
}

function isSize(amount: unknown): amount is Size {
  return typeof (amount as Partial<Size> | null | undefined)?.asString === 'function';
}

const CPU_ADVICE = 'give an amount such as Cpu.millis(500) or Cpu.units(2)';
const SIZE_ADVICE = 'give an amount such as Size.mebibytes(512) or Size.gibibytes(4)';

function isAllowed(amount: number, zero: Zero): boolean {
  return amount > 0 || (amount === 0 && zero === Zero.ALLOWED);
}

function bound(zero: Zero): string {
  return zero === Zero.ALLOWED ? 'of 0 or more' : 'above 0';
}
