import { Duration, Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-30';
import { canonicalQuantity, formatBytes } from './canonical-quantity';
import { propError, textOf, Where } from '../internal/errors';
import { requireWhole } from './names';
import { requireInstance } from '../internal/values';

const UNITS: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50 };

/** Kubernetes keeps quantities as 64-bit integers. */
const MAX_BYTES = 2 ** 63;

/** Option to accept or reject a quantity of 0: valid for a limit of a quota, but not for an instance. */
export enum Zero {
  REFUSED,
  ALLOWED,
}

/**
 * Returns `cpu` as a quantity in the format of the API server: half a core is `500m`. Throws if `cpu` is NaN, negative or
 * not a whole number of millicores, which cdk8s-plus accepts.
 */
export function cpuQuantity(where: Where, prop: string, cpu: Cpu, zero = Zero.REFUSED): k8s.Quantity {
  if (!isCpu(cpu)) throw propError(where, prop, quoted(cpu), 'must be an amount of CPU', CPU_ADVICE);
  const amount = millicores(cpu);
  if (!(Number.isSafeInteger(amount) && isAllowed(amount, zero))) {
    throw propError(where, prop, cpu.amount, `must be a whole number of millicores ${bound(zero)}`, CPU_ADVICE);
  }
  return k8s.Quantity.fromString(canonicalQuantity(`${amount}m`));
}

/**
 * Returns a size of memory or storage as a quantity in the format of the API server: 1024 MiB are `1Gi`. Throws if `size` is
 * NaN or not a whole number of bytes.
 */
export function sizeQuantity(where: Where, prop: string, size: Size, zero = Zero.REFUSED): k8s.Quantity {
  if (!isSize(size)) throw propError(where, prop, quoted(size), 'must be an amount of memory or storage', SIZE_ADVICE);
  const amount = bytes(size);
  if (!(Number.isInteger(amount) && amount < MAX_BYTES && isAllowed(amount, zero))) {
    throw propError(where, prop, size.asString(), `must be a whole number of bytes ${bound(zero)}`, SIZE_ADVICE);
  }
  return k8s.Quantity.fromString(formatBytes(BigInt(amount)));
}

/** Returns a count, such as the maximum number of pods, as a quantity. Throws if `count` is not an integer of 0 or more. */
export function countQuantity(where: Where, prop: string, count: number): k8s.Quantity {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw propError(where, prop, count, 'must be a whole number of 0 or more', 'leave it out for no ceiling');
  }
  return k8s.Quantity.fromString(canonicalQuantity(`${count}`)); // 1000 is `1k` to the API server
}

/** Returns `duration` in seconds. Throws if the number of seconds is not an integer of `least` to `most`. */
export function wholeSeconds(where: Where, prop: string, duration: Duration, least: number, most?: number): number {
  requireInstance(where, prop, duration, 'toSeconds', 'a Duration', 'Duration.seconds(30)');
  const seconds = duration.toSeconds({ integral: false });
  requireWhole(where, `${prop} in seconds`, seconds, least, most);
  return seconds;
}

/** Returns `cpu` in millicores, or NaN if `cpu` is not a number. */
export function millicores(cpu: Cpu): number {
  if (cpu.amount.endsWith('m')) return Number(cpu.amount.slice(0, -1));
  return Number((Number(cpu.amount) * 1000).toPrecision(15)); // 0.57 cores are 569.9999999999999 millicores in binary
}

/** Returns `size` in bytes, or NaN if `size` is not a number. */
export function bytes(size: Size): number {
  const text = size.asString();
  return Number(text.slice(0, -2)) * Number(UNITS[text.slice(-2)]);
}

/** Quantity of CPU, memory or storage. */
export type Amount = Cpu | Size;

/**
 * Returns a quantity in its smallest unit (millicores or bytes), to compare quantities of one resource. Returns NaN if
 * `amount` is neither a `Cpu` nor a `Size`.
 */
export function measure(amount: unknown): number {
  if (isSize(amount)) return bytes(amount);
  return isCpu(amount) ? millicores(amount) : NaN;
}

/** Returns a quantity as a string for an error message. */
export function quoted(amount: unknown): string {
  if (isSize(amount)) return amount.asString();
  return isCpu(amount) ? amount.amount : textOf(amount);
}

/** Checks properties instead of the class, because several copies of cdk8s-plus have several classes. */
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
