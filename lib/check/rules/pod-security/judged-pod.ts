import { PodSecurityLevel } from '../../../security/pod-security-level';
import { oncePerManifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { Container, ContainerSecurityContext, PodSecurityContext } from '../../../kube/objects';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Enforced, enforcedIn } from './enforced';

/** Group of equal pods in a namespace that enforces a level of the Pod Security Standards. */
export interface JudgedPod extends Enforced {
  readonly group: PodGroup;
  /** All containers of the pod: init containers first, ephemeral containers last. */
  readonly containers: readonly Placed[];
  /** Security contexts of the pod and its containers. Empty objects where none is set. */
  readonly contexts: readonly [Context<PodSecurityContext>, ...Context[]];
  /** Security contexts of the containers only. */
  readonly own: readonly Context[];
}

/** Container with the path of its field. */
export interface Placed {
  readonly container: Container;
  readonly field: string;
}

/** Security context with the path of its field. */
export interface Context<T = ContainerSecurityContext> {
  readonly context: T;
  readonly field: string;
}

/** Returns all pods of namespaces that enforce a level. */
export const judgedPods = oncePerManifests((manifests): readonly JudgedPod[] => {
  const levels = enforcedIn(manifests);
  return podGroups(manifests).flatMap((group) => {
    const enforced = levels.get(group.namespace);
    return enforced === undefined || enforced.level === PodSecurityLevel.PRIVILEGED ? [] : [judged(group, enforced)];
  });
});

function judged(group: PodGroup, enforced: Enforced): JudgedPod {
  const { spec, field } = group;
  const debugging = objectsIn(spec.ephemeralContainers).map((container, i) => ({
    container,
    field: `${field}.ephemeralContainers['${container.name ?? i}']`,
  }));
  const containers = [...group.containers, ...debugging];
  const own = containers.map((placed) => contextOf(placed.container.securityContext, placed.field));
  const { level, minor } = enforced;
  return { level, minor, group, containers, own, contexts: [contextOf(spec.securityContext, field), ...own] };
}

function contextOf<T extends object>(context: T | undefined, field: string): Context<Partial<T>> {
  return { context: context ?? {}, field: `${field}.securityContext` };
}

/** Returns true if the namespace enforces `restricted`. */
export function isRestricted({ level }: JudgedPod): boolean {
  return level === PodSecurityLevel.RESTRICTED;
}

/** Returns true for Windows pods since 1.25, which need not set fields that Windows lacks. */
export function isWindows({ group, minor }: JudgedPod): boolean {
  return minor >= 25 && group.spec.os?.name === 'windows';
}

/**
 * Returns true for pods with their own user namespace, where root has no rights on the node. The standards consider it since
 * 1.35.
 */
export function hasOwnUsers({ group, minor }: JudgedPod): boolean {
  return minor >= 35 && group.spec.hostUsers === false;
}
