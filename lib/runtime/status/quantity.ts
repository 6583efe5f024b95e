/** A number and what it is multiplied by: `4Gi`, `500m`, `1e3`. */
const FORM = /^([+-]?[\d.]+)(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?\d+))?$/;

/**
 * A quantity as the API server writes it, in its unit: cores, bytes, objects. NaN if it is none.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function amount(quantity: string): number {
  const [, digits = '', binary = '', decimal = '', exponent = '0'] = FORM.exec(quantity) ?? [];
  if (digits === '') return NaN;
  if (binary !== '') return Number(digits) * 1024 ** ('KMGTPE'.indexOf(binary) + 1);
  return Number(`${digits}e${decimal === '' ? Number(exponent) : powerOf(decimal)}`); // exact, unlike a product
}

function powerOf(suffix: string): number {
  const small = 'num'.indexOf(suffix);
  return small === -1 ? 3 * ('kMGTPE'.indexOf(suffix) + 1) : 3 * (small - 3);
}

/** Amounts of CPU in millicores, rounded up as Kubernetes does. */
export function millicores(quantity: string): number {
  return Math.ceil(Number((amount(quantity) * 1000).toPrecision(15)));
}

/** Amounts of memory in MiB, rounded up. */
export function mebibytes(quantity: string): number {
  return Math.ceil(amount(quantity) / 2 ** 20);
}
