import { grouped } from '../../internal/collections';
import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { objectsIn } from './json';
import { podCounts, PodCounts } from './pod-count';
import { Container, Labels, PodSpec, PodTemplate } from '../../kube/objects';

/** Pods with the same specification: one bare pod, or all pods of a workload. */
export interface PodGroup extends PodCounts {
  /** Manifest of the pod or the workload. */
  readonly owner: Manifest;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: PodSpec;
  /** Path of the pod specification in the owner: `spec` for a pod, otherwise for example `spec.template.spec`. */
  readonly field: string;
  /** Init containers, including native sidecars, followed by the app containers. */
  readonly containers: readonly Located[];
}

/** Container, with its field path in the owner of the pods. */
export interface Located {
  readonly container: Container;
  readonly field: string;
  readonly role: Role;
}

/**
 * Role of a container in its pod. A `sidecar` is an init container with `restartPolicy: Always`: it starts before the app
 * containers and runs as long as they do.
 */
export type Role = 'app' | 'init' | 'sidecar';

/** Kinds of workloads that keep a number of replicas running. */
export const REPLICATED: readonly string[] = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];

/** Returns a group for each pod and each workload in the manifests. */
export const podGroups = oncePerManifests((manifests): readonly PodGroup[] =>
  manifests.all.flatMap((owner) => {
    const found = templateOf(owner);
    return found === undefined ? [] : [groupOf(manifests, owner, ...found)];
  }),
);

/** Returns a function that returns the pod groups of a namespace. */
export const podGroupsIn = oncePerManifests((manifests) => {
  const groups = grouped(podGroups(manifests), ({ namespace }) => namespace);
  return (namespace: string): readonly PodGroup[] => groups.get(namespace) ?? [];
});

const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['template'],
  'apps/StatefulSet': ['template'],
  'apps/DaemonSet': ['template'],
  'apps/ReplicaSet': ['template'],
  '/ReplicationController': ['template'],
  'batch/Job': ['template'],
  'batch/CronJob': ['jobTemplate', 'spec', 'template'],
};

function templateOf(owner: Manifest): [template: PodTemplate, field: string] | undefined {
  if (owner.kind === 'Pod' && owner.group === '') return [owner.json, ''];
  const path = TEMPLATES[`${owner.group}/${owner.kind}`];
  if (path === undefined) return undefined;
  const template = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], owner.spec);
  return [template ?? {}, `spec.${path.join('.')}.`];
}

function groupOf(manifests: Manifests, owner: Manifest, template: PodTemplate, field: string): PodGroup {
  const spec = template.spec ?? {};
  return {
    owner,
    namespace: owner.namespace,
    labels: template.metadata?.labels ?? {},
    annotations: template.metadata?.annotations ?? {},
    spec,
    field: `${field}spec`,
    containers: [
      ...located(spec.initContainers, `${field}spec.initContainers`, 'init'),
      ...located(spec.containers, `${field}spec.containers`, 'app'),
    ],
    ...podCounts(manifests, owner),
  };
}

function located(containers: readonly Container[] | undefined, field: string, role: Role): Located[] {
  return objectsIn(containers).map((container, i) => ({
    container,
    field: `${field}['${container.name ?? i}']`,
    role: role === 'init' && container.restartPolicy === 'Always' ? 'sidecar' : role,
  }));
}
