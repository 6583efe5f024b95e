import { parseQuantity } from '../../kube/parsed-quantity';

/** A quantity in its unit: cores, bytes, objects. NaN if it is none. */
export function amount(quantity: string): number {
  const parsed = parseQuantity(quantity);
  if (parsed === undefined) return NaN;
  const { digits, powerOf10, powerOf1024 } = parsed;
  return Number(`${digits}e${powerOf10}`) * 1024 ** powerOf1024; // the text is exact, unlike a product with a power of 10
}

/** Amounts of CPU in millicores, rounded up as Kubernetes does. */
export function millicores(quantity: string): number {
  return Math.ceil(Number((amount(quantity) * 1000).toPrecision(15)));
}

/** Amounts of memory in MiB, rounded up. */
export function mebibytes(quantity: string): number {
  return Math.ceil(amount(quantity) / 2 ** 20);
}
