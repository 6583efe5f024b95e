import { BINARY, DECIMAL, parseQuantity } from './parsed-quantity';

/** Powers of 10 of the suffixes `n` and `E`. Kubernetes rounds finer quantities to `n`. */
const LEAST_POWER = -9;
const MOST_POWER = 18;

/** Smallest number of bytes that gets a binary suffix. */
const KIBI = 1024n;

/**
 * Writes a quantity as the API server returns it, so that a second apply finds nothing to change: `0.5` becomes `500m`, `1000m`
 * becomes `1`, `1024Mi` becomes `1Gi`. Returns `text` unchanged if it is not a quantity.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity.go `CanonicalizeBytes`
 */
export function canonicalQuantity(text: string): string {
  const parsed = parseQuantity(text);
  if (parsed === undefined) return text;
  const [digits, power] = roundUp(parsed.digits * KIBI ** BigInt(parsed.powerOf1024), parsed.powerOf10);
  if (parsed.powerOf1024 === 0) return formatDecimal(digits, power, /e[+-]?\d/i.test(text));
  const scale = 10n ** BigInt(Math.abs(power));
  if (power >= 0) return formatBytes(digits * scale);
  return digits % scale === 0n ? formatBytes(digits / scale) : formatDecimal(digits, power);
}

/** Writes bytes in the largest binary unit that divides them: `1Gi`, `1000Ki`. Kubernetes writes less than 1 KiB as a plain number. */
export function formatBytes(bytes: bigint): string {
  if (bytes > -KIBI && bytes < KIBI) return `${bytes}`;
  let units = bytes;
  let power = 0;
  while (power < BINARY.length - 1 && units % KIBI === 0n) {
    units /= KIBI;
    power += 1;
  }
  return power === 0 ? `${units}` : `${units}${BINARY.charAt(power)}i`;
}

/** Rounds away from zero to the precision that Kubernetes keeps. */
function roundUp(digits: bigint, power: number): [digits: bigint, power: number] {
  if (power >= LEAST_POWER) return [digits, power];
  const scale = 10n ** BigInt(LEAST_POWER - power);
  const up = digits % scale === 0n ? 0n : digits < 0n ? -1n : 1n;
  return [digits / scale + up, LEAST_POWER];
}

/** Writes digits without a fraction, before the largest power of 1000 that allows it: as a suffix, or as an exponent. */
function formatDecimal(digits: bigint, powerOf10: number, asExponent = false): string {
  if (digits === 0n) return '0';
  let amount = digits;
  let power = powerOf10;
  while ((asExponent || power < MOST_POWER) && amount % 10n === 0n) {
    amount /= 10n;
    power += 1;
  }
  while (power % 3 !== 0) {
    amount *= 10n;
    power -= 1;
  }
  if (asExponent) return power === 0 ? `${amount}` : `${amount}e${power}`;
  return `${amount}${DECIMAL.charAt((power - LEAST_POWER) / 3).trim()}`;
}
