import { Quantity } from './kube';

/** The suffixes that stand for powers of 1000, from -3 on. */
const DECIMAL = 'num kMGTPE';
/** Those that stand for powers of 1024 where an `i` follows. */
const BINARY = ' KMGTPE';

const FORM = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3})|([numkMGTPE])|([KMGTPE])i)?$/;

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

/** Where there is no digit, Kubernetes reads 0: `m` is one. */
function parse(text: string): bigint | undefined {
  const [all = '', sign, whole = '', fraction = '', exponent = '0', decimal = ' ', binary = ' '] =
    FORM.exec(text) ?? [];
  if (all === '') return undefined;
  const power = Number(exponent) + 3 * (DECIMAL.indexOf(decimal) - 3) - fraction.length;
  const up = BigInt(whole + fraction) * factor(binary) * PER_UNIT * 10n ** BigInt(Math.max(power, 0));
  const down = 10n ** BigInt(Math.max(-power, 0));
  const rounded = (up + down - 1n) / down;
  return sign === '-' ? -rounded : rounded;
}

function factor(binary: string): bigint {
  return 1024n ** BigInt(BINARY.indexOf(binary));
}

/** What is written for a resource: CPU in millicores if need be, bytes in the largest unit that divides them. */
export function written(resource: string, amount: bigint): string {
  if (amount % PER_UNIT !== 0n) return `${amount}m`;
  const units = amount / PER_UNIT;
  const binary = /(memory|storage)$/.test(resource) && units !== 0n ? ['E', 'P', 'T', 'G', 'M', 'K'] : [];
  const largest = binary.find((unit) => units % factor(unit) === 0n);
  return largest === undefined ? `${units}` : `${units / factor(largest)}${largest}i`;
}
