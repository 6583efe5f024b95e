import { finding } from '../../../internal/errors';
import { Manifests } from '../../manifests';
import { PodSpec } from '../../../kube/objects';
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

const ADVICE = 'give it, or give the namespace a LimitRange with defaults';

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
  return pods.flatMap(({ owner, namespace, containers }) =>
    containers.flatMap(({ container, field }) => {
      const has = containerResources(manifests)(namespace, container);
      const lacking = required.filter(([, [key, name]]) => !has[key].has(name) && !has.unread.has(`${key}.${name}`));
      return lacking.map(([resource, [key, name]]) => {
        const why = `as the quota ${manifest.name} counts ${resource}`;
        const message = finding(`${field}.resources.${key}.${name}`, undefined, `must be given, ${why}`, ADVICE);
        return { manifest: owner, message };
      });
    }),
  );
}

/** A pod that says its resources as a whole need not say those of its containers. */
function isWhole({ resources = {} }: PodSpec): boolean {
  return Object.keys({ ...resources.requests, ...resources.limits }).length > 0;
}
