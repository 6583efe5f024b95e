import { isIPv4, isIPv6 } from 'node:net';
import { DNS_SUBDOMAIN } from './names';
import { checkName, Problem } from './problem';

/** Matches IPv4-mapped IPv6 addresses, such as `::ffff:10.0.0.1`, in every spelling that `isIPv6` accepts. */
const MAPPED = /^(0{0,4}:)*:?(0{1,4}:)*ffff:(\d+(\.\d+){3}|[0-9a-f]{1,4}:[0-9a-f]{1,4})$/i;

/** Checks that `value` is an IP address, as strictly as the API server: no leading zeros, no zone, no IPv4 inside IPv6. */
export function checkAddress(field: string, value: unknown): Problem[] {
  if (typeof value === 'string' && (isIPv4(value) || isPlainIPv6(value))) return [];
  const rule = 'must be an IP address, such as 192.0.2.10 or 2001:db8::10';
  return [{ field, value: value ?? '', rule, advice: 'correct it' }];
}

function isPlainIPv6(text: string): boolean {
  return isIPv6(text) && !text.includes('%') && !MAPPED.test(text);
}

/**
 * Returns the problems for which the API server rejects an entry of `/etc/hosts`.
 * @see https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
 */
export function findHostAliasProblems(
  field: string,
  alias: { readonly ip?: unknown; readonly hostnames?: unknown },
): Problem[] {
  const hostnames: unknown[] = Array.isArray(alias.hostnames) ? alias.hostnames : [];
  return [
    ...checkAddress(`${field}.ip`, alias.ip),
    ...hostnames.flatMap((name, i) => checkName(`${field}.hostnames[${i}]`, name, DNS_SUBDOMAIN)),
  ];
}
