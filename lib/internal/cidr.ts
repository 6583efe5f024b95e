import { isIPv4, isIPv6 } from 'node:net';

/** A block of IP addresses. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly prefix: number;
}

/**
 * Reads a block as strictly as Kubernetes does: no leading zeros, no bits set beyond the prefix, no IPv4 inside IPv6.
 * Returns undefined for anything else.
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#ipblock-v1-networking-k8s-io
 */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length = '', ...rest] = text.split('/');
  const version = isIPv4(address) ? 4 : isIPv6(address) && !/[.%]/.test(address) ? 6 : undefined;
  if (version === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = Number(length);
  const first = version === 4 ? readIPv4(address) : readIPv6(address);
  const mapped = version === 6 && first >> 32n === 0xffffn;
  if (prefix > bits(version) || mapped || first % blockSize(version, prefix) !== 0n) return undefined;
  return { version, first, prefix };
}

/** Whether `inner` lies within `outer` and is smaller. */
export function isStrictlyWithin(inner: Cidr, outer: Cidr): boolean {
  const size = blockSize(outer.version, outer.prefix);
  return inner.version === outer.version && inner.prefix > outer.prefix && inner.first / size === outer.first / size;
}

function bits(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function blockSize(version: 4 | 6, prefix: number): bigint {
  return 1n << BigInt(bits(version) - prefix);
}

function readIPv4(address: string): bigint {
  return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function readIPv6(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}
