/** Suffixes for powers of 1000, from -3 on. */
export const DECIMAL = 'num kMGTPE';
/** Suffixes for powers of 1024, from 0 on, without the `i` that follows. */
export const BINARY = ' KMGTPE';

const FORM = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3})|([numkMGTPE])|([KMGTPE])i)?$/;

/** Exact value of a quantity: `1.5Gi` is 15 times 10 to the -1 times 1024 to the 3. */
export interface ParsedQuantity {
  readonly digits: bigint;
  readonly powerOf10: number;
  readonly powerOf1024: number;
}

/**
 * Parses a quantity. Returns undefined if `text` is not a quantity. Kubernetes reads a suffix without digits, such as `m`,
 * as 0.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(text: string): ParsedQuantity | undefined {
  const [all = '', sign, whole = '', fraction = '', exponent = '0', decimal = ' ', binary = ' '] =
    FORM.exec(text) ?? [];
  if (all === '') return undefined;
  const digits = BigInt(whole + fraction);
  return {
    digits: sign === '-' ? -digits : digits,
    powerOf10: Number(exponent) + 3 * (DECIMAL.indexOf(decimal) - 3) - fraction.length,
    powerOf1024: BINARY.indexOf(binary),
  };
}
