import { formatBytes } from '../../kube/canonical-quantity';
import { parseQuantity } from '../../kube/parsed-quantity';
import { Quantity } from '../../kube/objects';

/** Number of parts in one unit. Quantities are counted in thousandths, the smallest part that Kubernetes compares. */
const PER_UNIT = 1000n;

const known = new Map<Quantity, bigint | undefined>();

/**
 * Returns a quantity in thousandths of its unit, such as millicores or thousandths of a byte; undefined if `quantity` is
 * invalid. Rounds away from zero, as Kubernetes does.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function milli(quantity: Quantity): bigint | undefined {
  if (!known.has(quantity)) known.set(quantity, parse(String(quantity).trim()));
  return known.get(quantity);
}

/** Returns true if `value` is a valid Kubernetes quantity. */
export function isQuantity(value: unknown): value is Quantity {
  return (typeof value === 'string' || typeof value === 'number') && milli(value) !== undefined;
}

function parse(text: string): bigint | undefined {
  const parsed = parseQuantity(text);
  if (parsed === undefined) return undefined;
  const { digits, powerOf10, powerOf1024 } = parsed;
  const size = digits < 0n ? -digits : digits;
  const up = size * kibi(powerOf1024) * PER_UNIT * 10n ** BigInt(Math.max(powerOf10, 0));
  const down = 10n ** BigInt(Math.max(-powerOf10, 0));
  const rounded = (up + down - 1n) / down;
  return digits < 0n ? -rounded : rounded;
}

/**
 * Formats a quantity that is given in thousandths: `1500m` if it is not a whole number, memory and storage in the largest
 * unit that divides them, otherwise a plain number.
 */
export function written(resource: string, amount: bigint): string {
  if (amount % PER_UNIT !== 0n) return `${amount}m`;
  const units = amount / PER_UNIT;
  return /(memory|storage)$/.test(resource) ? formatBytes(units) : `${units}`;
}

function kibi(power: number): bigint {
  return 1024n ** BigInt(power);
}
