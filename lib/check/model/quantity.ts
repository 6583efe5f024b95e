import { formatBytes } from '../../kube/canonical-quantity';
import { parseQuantity } from '../../kube/parsed-quantity';
import { Quantity } from '../../kube/objects';

/** Amounts are counted in thousandths, the smallest part that Kubernetes compares. */
const PER_UNIT = 1000n;

const known = new Map<Quantity, bigint | undefined>();

/**
 * An amount in thousandths of its unit: millicores, thousandths of a byte, of an object. Rounded up, as Kubernetes does.
 * Undefined for what is no quantity.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function milli(quantity: Quantity): bigint | undefined {
  if (!known.has(quantity)) known.set(quantity, parse(String(quantity).trim()));
  return known.get(quantity);
}

/** Whether something is an amount as Kubernetes reads it. */
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

/** What is written for a resource: CPU in millicores if need be, bytes in the largest unit that divides them. */
export function written(resource: string, amount: bigint): string {
  if (amount % PER_UNIT !== 0n) return `${amount}m`;
  const units = amount / PER_UNIT;
  return /(memory|storage)$/.test(resource) ? formatBytes(units) : `${units}`;
}

function kibi(power: number): bigint {
  return 1024n ** BigInt(power);
}
