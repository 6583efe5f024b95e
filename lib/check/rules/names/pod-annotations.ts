import { findPodAnnotationProblems } from '../../../kube/pod-annotations';
import { Problem, toMessages } from '../../../kube/problem';
import { isObject } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/reference/labels-annotations-taints/ */
export const POD_ANNOTATIONS: Rule = {
  code: 'MAR-N27',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Pod annotations that Kubernetes reads have valid values.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, toMessages(findProblems(pods)))),
};

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';

function findProblems(pods: PodGroup): Problem[] {
  const { annotations, field } = pods;
  if (!isObject(annotations)) return [];
  const at = `${field.slice(0, -'spec'.length)}metadata.annotations`;
  const own = findPodAnnotationProblems(at, annotations);
  return own.length > 0 ? own : [...findUnknownContainers(at, pods), ...findOtherProfile(at, pods)];
}

/** Returns a problem for each AppArmor annotation that names a container which the pod does not have. */
function findUnknownContainers(at: string, { annotations, containers }: PodGroup): Problem[] {
  const names = containers.map(({ container }) => container.name);
  return Object.keys(annotations).flatMap((key) => {
    const name = key.startsWith(APP_ARMOR) ? key.slice(APP_ARMOR.length) : undefined;
    if (name === undefined || names.includes(name)) return [];
    const rule = `must have keys that end with the name of a container of the pod (${names.join(', ')})`;
    return [{ field: at, value: key, rule, advice: 'correct the name, or use the field appArmorProfile instead' }];
  });
}

/** Returns a problem if the seccomp annotation has another profile type than the field `seccompProfile`. */
function findOtherProfile(at: string, { annotations, spec }: PodGroup): Problem[] {
  const annotation = annotations[SECCOMP];
  const type = spec.securityContext?.seccompProfile?.type;
  if (typeof annotation !== 'string' || type === undefined || type === typeOf(annotation)) return [];
  const rule = `must have the type of the field seccompProfile, ${type}`;
  return [{ field: `${at}['${SECCOMP}']`, value: annotation, rule, advice: 'remove it, and use the field' }];
}

function typeOf(annotation: string): string {
  if (annotation === 'unconfined') return 'Unconfined';
  return annotation.startsWith('localhost/') ? 'Localhost' : 'RuntimeDefault';
}
