import { findHandlerProblems, findProbeProblems } from '../../../kube/handlers';
import { Problem, toMessages } from '../../../kube/problem';
import { PROBES } from '../../model/handlers';
import { isObject } from '../../model/json';
import { Located, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
export const HANDLERS: Rule = {
  code: 'MAR-N21',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title:
    'Probes and lifecycle hooks have one action and valid numbers, and only containers that keep running have them.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, containers }) =>
      findingsOf(owner, containers.flatMap((container) => toMessages(findProblems(container)))),
    ), // prettier-ignore
};

function findProblems(located: Located): Problem[] {
  return located.role === 'init' ? findInitProblems(located) : [...findProbes(located), ...findHooks(located)];
}

function findProbes({ container, field }: Located): Problem[] {
  return PROBES.flatMap((kind) => {
    const probe = container[kind];
    return isObject(probe) ? findProbeProblems(`${field}.${kind}`, kind, probe) : [];
  });
}

function findHooks({ container, field }: Located): Problem[] {
  if (!isObject(container.lifecycle)) return [];
  const { postStart, preStop } = container.lifecycle;
  return Object.entries({ postStart, preStop }).flatMap(([hook, handler]) =>
    isObject(handler) ? findHandlerProblems(`${field}.lifecycle.${hook}`, handler) : [],
  );
}

/** Returns a problem for each probe and lifecycle hook, because init containers that are not sidecars must not have them. */
function findInitProblems({ container, field }: Located): Problem[] {
  const rule = 'must not be given for a container that runs to its end';
  const advice = 'remove it, or make the container a sidecar with restartPolicy Always';
  return [...PROBES, 'lifecycle' as const].flatMap((key) =>
    isObject(container[key]) ? [{ field: `${field}.${key}`, value: key, rule, advice }] : [],
  );
}
