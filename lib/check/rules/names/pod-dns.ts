import { checkAddress, findHostAliasProblems } from '../../../kube/addresses';
import { checkMember, isUnset, Problem, toMessages } from '../../../kube/problem';
import { isObject, objectsIn } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config */
export const POD_DNS: Rule = {
  code: 'MAR-N23',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'DNS settings and host aliases of pods have valid addresses and names.',
  check: (manifests) =>
    podGroups(manifests).flatMap((pods) =>
      findingsOf(pods.owner, toMessages([...findAliasProblems(pods), ...findDnsProblems(pods)])),
    ),
};

const MAX_NAMESERVERS = 3;
const MAX_SEARCHES = 32;
/** Maximum length of all search domains joined with spaces, in characters. */
const MAX_SEARCH_LENGTH = 2048;
const POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const SEARCH_PART = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SEARCH = new RegExp(`^(\\.|(?=.{1,253}\\.?$)${SEARCH_PART}(\\.${SEARCH_PART})*\\.?)$`);

function findAliasProblems({ spec, field }: PodGroup): Problem[] {
  return objectsIn(spec.hostAliases).flatMap((alias, i) => findHostAliasProblems(`${field}.hostAliases[${i}]`, alias));
}

function findDnsProblems({ spec, field }: PodGroup): Problem[] {
  const { dnsPolicy, dnsConfig } = spec;
  const { nameservers, searches, options } = isObject(dnsConfig) ? dnsConfig : {};
  const at = `${field}.dnsConfig`;
  return [
    ...checkMember(`${field}.dnsPolicy`, dnsPolicy, POLICIES),
    ...findNameserverProblems(`${at}.nameservers`, listOf(nameservers), dnsPolicy === 'None'),
    ...findSearchProblems(`${at}.searches`, listOf(searches)),
    ...objectsIn(listOf(options) as object[]).flatMap((option, i) =>
      isUnset((option as { readonly name?: unknown }).name)
        ? [{ field: `${at}.options[${i}].name`, value: '', rule: 'must not be empty', advice: 'give it' }]
        : [],
    ),
  ];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function findNameserverProblems(field: string, servers: readonly unknown[], areNeeded: boolean): Problem[] {
  if (servers.length > MAX_NAMESERVERS) return [tooMany(field, servers, `at most ${MAX_NAMESERVERS} entries`)];
  if (areNeeded && servers.length === 0) {
    return [{ field, value: '', rule: 'must not be empty for the DNS policy None', advice: 'give one' }];
  }
  return servers.flatMap((server, i) => checkAddress(`${field}[${i}]`, server));
}

function findSearchProblems(field: string, searches: readonly unknown[]): Problem[] {
  if (searches.length > MAX_SEARCHES) return [tooMany(field, searches, `at most ${MAX_SEARCHES} entries`)];
  if (searches.join(' ').length > MAX_SEARCH_LENGTH) {
    return [tooMany(field, searches, `at most ${MAX_SEARCH_LENGTH} characters together`)];
  }
  const rule = "must be a DNS name in lower case, whose parts may have '_'";
  return searches.flatMap((search, i) => {
    if (typeof search === 'string' && SEARCH.test(search)) return [];
    return [{ field: `${field}[${i}]`, value: search, rule, advice: 'correct it' }];
  });
}

function tooMany(field: string, list: readonly unknown[], most: string): Problem {
  return { field, value: list.length, rule: `must have ${most}`, advice: 'remove some of them' };
}
