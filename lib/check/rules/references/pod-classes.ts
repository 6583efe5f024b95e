import { Manifests } from '../../manifests';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { missing } from './missing';

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#how-to-use-priority-and-preemption */
const BUILT_IN = /^system-(cluster|node)-critical$/;

/** Classes have no namespace. The platform creates them, and apps declare them as existing. */
export const POD_CLASSES: Rule = {
  code: 'MAR-R10',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The priority classes and runtime classes of pods are there.',
  check: (manifests) =>
    podGroups(manifests).flatMap((pods) => [
      ...lost(manifests, pods, 'PriorityClass', 'priorityClassName'),
      ...lost(manifests, pods, 'RuntimeClass', 'runtimeClassName'),
    ]),
};

function lost(
  manifests: Manifests,
  { owner, spec, field }: PodGroup,
  kind: string,
  prop: 'priorityClassName' | 'runtimeClassName',
): Finding[] {
  const name = spec[prop];
  if (name === undefined || name === '' || BUILT_IN.test(name) || manifests.exists(kind, '', name)) return [];
  return [missing(owner, `${field}.${prop}`, kind, name)];
}
