import { PodSecurityLevel } from '../../../security/pod-security-level';
import { oncePerManifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { Container, ContainerSecurityContext, PodSecurityContext } from '../../../kube/objects';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Enforced, enforcedIn } from './enforced';

/** Pods that are alike, in a namespace that enforces a level. */
export interface JudgedPod extends Enforced {
  readonly group: PodGroup;
  /** All containers that it may have, those for the start first, those for debugging last. */
  readonly containers: readonly Placed[];
  /** The security context of the pod and of its containers; empty where there is none. */
  readonly contexts: readonly [Context<PodSecurityContext>, ...Context[]];
  /** Those of its containers only. */
  readonly own: readonly Context[];
}

/** A container, and where it is. */
export interface Placed {
  readonly container: Container;
  readonly field: string;
}

/** A security context, and where it is. */
export interface Context<T = ContainerSecurityContext> {
  readonly context: T;
  readonly field: string;
}

/** All pods of namespaces that enforce a level. */
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

/** The level that more is asked of. */
export function isRestricted({ level }: JudgedPod): boolean {
  return level === PodSecurityLevel.RESTRICTED;
}

/** Nothing is asked of Windows pods that Windows does not have, since 1.25. */
export function isWindows({ group, minor }: JudgedPod): boolean {
  return minor >= 25 && group.spec.os?.name === 'windows';
}

/** Root is nobody on the node where a pod has users of its own, which counts since 1.35. */
export function hasOwnUsers({ group, minor }: JudgedPod): boolean {
  return minor >= 35 && group.spec.hostUsers === false;
}
