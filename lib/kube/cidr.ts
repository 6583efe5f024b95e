import { isIPv4, isIPv6 } from 'node:net';

/** Block of IP addresses in CIDR notation. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly prefix: number;
}

/**
 * Parses a CIDR block as strictly as Kubernetes: no leading zeros, no bits set beyond the prefix, no IPv4 inside IPv6.
 * Returns undefined if `text` is not a valid block.
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#ipblock-v1-networking-k8s-io
 */
export function parseCidr(text: unknown): Cidr | undefined {
  if (typeof text !== 'string') return undefined; // JavaScript gives what the types forbid
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const length = text.slice(slash + 1);
  const version = isIPv4(address) ? 4 : isIPv6(address) && !/[.%]/.test(address) ? 6 : undefined;
  if (version === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const prefix = Number(length);
  const first = version === 4 ? readIPv4(address) : readIPv6(address);
  const mapped = version === 6 && first >> 32n === 0xffffn;
  if (prefix > bits(version) || mapped || first % blockSize(version, prefix) !== 0n) return undefined;
  return { version, first, prefix };
}

/** Returns true if `inner` is a part of `outer` and smaller than `outer`. */
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

/** Eight groups, of which `::` stands for those that are missing. */
function readIPv6(address: string): bigint {
  const parts = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array<string>(8 - parts.flat().length).fill('0');
  const groups = parts.length === 1 ? parts.flat() : parts.flatMap((part, i) => (i === 0 ? [...part, ...zeros] : part));
  return groups.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}
