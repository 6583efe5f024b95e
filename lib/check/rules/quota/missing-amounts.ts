import { finding } from '../../../internal/errors';
import { Manifests } from '../../manifests';
import { PodSpec } from '../../model/kube';
import { PodGroup } from '../../model/pod-group';
import { CountedQuota, countedQuotas } from '../../model/quotas';
import { containerResources } from '../../model/resources';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** What each container has to say where a quota counts it: of CPU and memory alone. */
const REQUIRED: Readonly<Record<string, readonly ['requests' | 'limits', string]>> = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
};

/** @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-for-cpu-and-memory */
export const MISSING_AMOUNTS: Rule = {
  code: 'MAR-Q03',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Where a quota counts CPU or memory, each container says its own.',
  check: (manifests) => countedQuotas(manifests).flatMap((quota) => missing(manifests, quota)),
};

function missing(manifests: Manifests, { hard, usage, manifest }: CountedQuota): Finding[] {
  const required = Object.entries(REQUIRED).filter(([resource]) => hard.has(resource));
  const pods = usage.flatMap((used) => used.pods ?? []).filter(({ spec }) => !isWhole(spec));
  return pods.flatMap((group) =>
    required.flatMap(([resource, [key, name]]) =>
      missingIn(manifests, group, key, name, `${manifest.name} counts ${resource}`),
    ),
  );
}

/** A pod that says its resources as a whole need not say those of its containers. */
function isWhole({ resources = {} }: PodSpec): boolean {
  return Object.keys({ ...resources.requests, ...resources.limits }).length > 0;
}

function missingIn(
  manifests: Manifests,
  group: PodGroup,
  key: 'requests' | 'limits',
  name: string,
  why: string,
): Finding[] {
  const without = group.containers.filter(
    ({ container }) => !containerResources(manifests)(group.namespace, container)[key].has(name),
  );
  return without.map(({ field }) => ({
    manifest: group.owner,
    message: finding(
      `${field}.resources.${key}.${name}`,
      undefined,
      `must be given, as the quota ${why}`,
      'give it, or give the namespace a LimitRange with defaults',
    ),
  }));
}
