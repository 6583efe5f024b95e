import { parseQuantity } from '../../kube/parsed-quantity';

/** Returns the number of cores, bytes or objects of a quantity. Returns NaN if `quantity` is not valid. */
export function quantityToNumber(quantity: string): number {
  const parsed = parseQuantity(quantity);
  if (parsed === undefined) return NaN;
  const { digits, powerOf10, powerOf1024 } = parsed;
  return Number(`${digits}e${powerOf10}`) * 1024 ** powerOf1024; // exact, unlike a product with a power of 10
}

/** Returns a CPU quantity in millicores, rounded up like in Kubernetes. */
export function toMillicores(quantity: string): number {
  return Math.ceil(Number((quantityToNumber(quantity) * 1000).toPrecision(15)));
}

/** Returns a memory quantity in MiB, rounded up. */
export function toMebibytes(quantity: string): number {
  return Math.ceil(quantityToNumber(quantity) / 2 ** 20);
}
