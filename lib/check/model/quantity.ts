import { Quantity } from './kube';

const SUFFIXES: Readonly<Record<string, readonly [numerator: bigint, denominator: bigint]>> = {
  n: [1n, 10n ** 9n],
  u: [1n, 10n ** 6n],
  m: [1n, 1000n],
  '': [1n, 1n],
  k: [10n ** 3n, 1n],
  M: [10n ** 6n, 1n],
  G: [10n ** 9n, 1n],
  T: [10n ** 12n, 1n],
  P: [10n ** 15n, 1n],
  E: [10n ** 18n, 1n],
  Ki: [2n ** 10n, 1n],
  Mi: [2n ** 20n, 1n],
  Gi: [2n ** 30n, 1n],
  Ti: [2n ** 40n, 1n],
  Pi: [2n ** 50n, 1n],
  Ei: [2n ** 60n, 1n],
};

const FORM = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;

/** Amounts are counted in thousandths, the smallest part that Kubernetes compares. */
const PER_UNIT = 1000n;

const known = new Map<Quantity, bigint | undefined>();

/**
 * An amount in thousandths of its unit: millicores, thousandths of a byte, of an object. Rounded up, as Kubernetes does.
 * Undefined for what is no quantity.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function milli(quantity: Quantity): bigint | undefined {
  if (!known.has(quantity)) known.set(quantity, parse(String(quantity)));
  return known.get(quantity);
}

function parse(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = FORM.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const [numerator, denominator] = SUFFIXES[suffix] ?? [1n, 1n];
  const power = Number(exponent ?? 0) - fraction.length;
  const up = BigInt(whole + fraction) * numerator * PER_UNIT * 10n ** BigInt(Math.max(power, 0));
  const down = denominator * 10n ** BigInt(Math.max(-power, 0));
  const rounded = (up + down - 1n) / down;
  return sign === '-' ? -rounded : rounded;
}

/** What is written for a resource: CPU in millicores if need be, bytes in the largest unit that divides them. */
export function written(resource: string, amount: bigint): string {
  if (amount % PER_UNIT !== 0n) return `${amount}m`;
  const units = amount / PER_UNIT;
  if (!/(memory|storage)$/.test(resource) || units === 0n) return `${units}`;
  const suffix = ['Pi', 'Ti', 'Gi', 'Mi', 'Ki'].find((unit) => units % (SUFFIXES[unit]?.[0] ?? 1n) === 0n) ?? '';
  return `${units / (SUFFIXES[suffix]?.[0] ?? 1n)}${suffix}`;
}
