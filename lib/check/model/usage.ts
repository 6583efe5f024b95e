import { Manifest } from '../manifest';
import { Manifests } from '../manifests';
import { claimTemplates } from './claims';
import { ClaimSpec } from './kube';
import { ServiceSpec } from './kube-network';
import { resourceName } from './plural';
import { podCounts } from './pod-count';
import { PodGroup, podGroupsIn } from './pod-group';
import { amounts, Amounts, podResources } from './resources';

/** What something in a namespace counts for in its quotas. */
export interface Usage {
  readonly owner: Manifest;
  /** The pods that it is counted for; undefined for what is no pod. */
  readonly pods?: PodGroup;
  /** How often, when nothing changes. */
  readonly count: number;
  /** How often at most: with autoscalers at their maximum, and in a rolling update. */
  readonly mostCount: number;
  /** What one of them counts for, by the name that quotas have for it. */
  readonly each: Amounts;
}

const ONE = 1000n;

/** What Kubernetes puts into each namespace: the ConfigMap `kube-root-ca.crt` and the ServiceAccount `default`. */
const BY_KUBERNETES: Amounts = new Map([['configmaps', ONE], ['count/configmaps', ONE], ['count/serviceaccounts', ONE]]); // prettier-ignore

/**
 * All that counts in a namespace.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function usageIn(manifests: Manifests, namespace: string): Usage[] {
  const own = manifests.find('Namespace', '', namespace);
  return [
    ...podGroupsIn(manifests)(namespace).map((group) => podUsage(manifests, group)),
    ...manifests.inNamespace(namespace).flatMap((object) => objectUsage(manifests, object)),
    ...(own === undefined ? [] : [counted(own, BY_KUBERNETES)]),
  ];
}

function podUsage(manifests: Manifests, group: PodGroup): Usage {
  const { requests, limits } = podResources(manifests)(group);
  const each = new Map([['pods', ONE], ['count/pods', ONE]]); // prettier-ignore
  for (const [resource, amount] of requests) {
    each.set(`requests.${resource}`, amount);
    each.set(resource, amount);
  }
  for (const [resource, amount] of limits) each.set(`limits.${resource}`, amount);
  return { owner: group.owner, pods: group, count: group.pods, mostCount: group.mostPods, each };
}

function counted(owner: Manifest, each: Amounts, count = 1, mostCount = count): Usage {
  return { owner, count, mostCount, each };
}

function objectUsage(manifests: Manifests, owner: Manifest): Usage[] {
  const self = owner.kind === 'Pod' ? [] : [counted(owner, named(resourceName(owner.group, owner.kind)))];
  switch (owner.kind) {
    case 'Service':
      return [...self, counted(owner, serviceUsage(owner.spec))];
    case 'PersistentVolumeClaim':
      return [...self, counted(owner, claimUsage(owner.spec))];
    case 'ResourceQuota':
    case 'ReplicationController':
    case 'Secret':
    case 'ConfigMap':
      return [...self, counted(owner, new Map([[resourceName('', owner.kind), ONE]]))];
    case 'Deployment':
      return [...self, counted(owner, named('replicasets.apps'), 1, 2)];
    case 'CronJob':
      return [...self, counted(owner, named('jobs.batch'))];
    case 'StatefulSet':
      return [...self, ...templateUsage(manifests, owner)];
    default:
      return self;
  }
}

/** Each object counts for one of its resource. */
function named(resource: string): Amounts {
  return new Map([[`count/${resource}`, ONE]]);
}

/** A load balancer has a node port for each of its ports, unless it says that it needs none. */
function serviceUsage({ type, ports = [], allocateLoadBalancerNodePorts }: ServiceSpec): Amounts {
  const isBalancer = type === 'LoadBalancer';
  const all = type === 'NodePort' || (isBalancer && allocateLoadBalancerNodePorts !== false);
  const nodePorts = all ? ports.length : ports.filter(({ nodePort }) => nodePort !== undefined).length;
  return new Map([
    ['services', ONE],
    ['services.loadbalancers', isBalancer ? ONE : 0n],
    ['services.nodeports', type === 'NodePort' || isBalancer ? BigInt(nodePorts) * ONE : 0n],
  ]);
}

function claimUsage({ storageClassName, resources }: ClaimSpec): Amounts {
  const storage = amounts(resources?.requests ?? {}).get('storage') ?? 0n;
  const each = new Map([['persistentvolumeclaims', ONE], ['requests.storage', storage]]); // prettier-ignore
  if (storageClassName === undefined || storageClassName === '') return each;
  const perClass = `${storageClassName}.storageclass.storage.k8s.io`;
  return each.set(`${perClass}/persistentvolumeclaims`, ONE).set(`${perClass}/requests.storage`, storage);
}

/** Each pod of a StatefulSet has a claim of each template. */
function templateUsage(manifests: Manifests, owner: Manifest): Usage[] {
  const { pods, mostPods } = podCounts(manifests, owner);
  return claimTemplates(owner).map(({ spec = {} }) =>
    counted(owner, new Map([...claimUsage(spec), ...named('persistentvolumeclaims')]), pods, mostPods),
  );
}
