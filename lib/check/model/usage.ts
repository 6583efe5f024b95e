import { oncePer, oncePerText } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests } from '../manifests';
import { claimTemplates, ephemeralClaims } from './claims';
import { objectsIn } from './json';
import { ClaimSpec } from '../../kube/objects';
import { ServiceSpec } from '../../kube/network-objects';
import { resourceName } from '../../kube/plural';
import { podCounts } from './pod-count';
import { PodGroup, podGroupsIn } from './pod-group';
import { milli } from './quantity';
import { Amounts, countedResources, Effective } from './resources';
import { defaultClass } from './storage-classes';

/** Quantities that one object, group of pods or claim adds to the ResourceQuotas of its namespace. */
export interface Usage {
  readonly owner: Manifest;
  /** Group of pods that this usage comes from; undefined if the usage is not for pods. */
  readonly pods?: PodGroup;
  /** Spec of the PersistentVolumeClaim that this usage comes from; undefined if the usage is not for a claim. */
  readonly claim?: ClaimSpec;
  /** Number of objects in the steady state, without a rollout or scaling. */
  readonly count: number;
  /** Highest number of objects at one time: with autoscalers at their maximum, and during a rolling update. */
  readonly mostCount: number;
  /** Quantities that one such object adds, by the resource name used in quotas, such as `requests.cpu`. */
  readonly each: Amounts;
}

const ONE = 1000n;

/**
 * Usage of the objects that Kubernetes creates in each namespace: ConfigMap `kube-root-ca.crt` and ServiceAccount `default`.
 */
const BY_KUBERNETES: Amounts = new Map([['configmaps', ONE], ['count/configmaps', ONE], ['count/serviceaccounts', ONE]]); // prettier-ignore

/**
 * Returns all usage in `namespace`: its pods, its other objects and, if the app has the Namespace itself, the objects that
 * Kubernetes creates in it.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function usageIn(manifests: Manifests, namespace: string): Usage[] {
  const own = manifests.find('Namespace', '', namespace);
  return [
    ...podGroupsIn(manifests)(namespace).flatMap((group) => podUsage(manifests, group)),
    ...manifests.inNamespace(namespace).flatMap((object) => objectUsage(manifests, object)),
    ...(own === undefined ? [] : [counted(own, BY_KUBERNETES)]),
  ];
}

function podUsage(manifests: Manifests, group: PodGroup): Usage[] {
  const { owner, pods: count, mostPods: mostCount } = group;
  const each = podAmounts(countedResources(manifests, group));
  const claims = ephemeralClaims(group).map(({ spec }) => claimUsage(manifests, owner, spec, count, mostCount));
  return [{ owner, pods: group, count, mostCount, each }, ...claims];
}

const podAmounts = oncePer(({ requests, limits }: Effective): Amounts => {
  const each = new Map([['pods', ONE], ['count/pods', ONE]]); // prettier-ignore
  for (const [resource, amount] of requests) {
    each.set(`requests.${resource}`, amount);
    if (!isExtended(resource)) each.set(resource, amount);
  }
  for (const [resource, amount] of limits) if (!isExtended(resource)) each.set(`limits.${resource}`, amount);
  return each;
});

/** Returns true for an extended resource such as `nvidia.com/gpu`. Quotas count only its requests, never its limits. */
function isExtended(resource: string): boolean {
  return resource.includes('/');
}

function counted(owner: Manifest, each: Amounts, count = 1, mostCount = count): Usage {
  return { owner, count, mostCount, each };
}

function objectUsage(manifests: Manifests, owner: Manifest): Usage[] {
  const resource = resourceName(owner.group, owner.kind);
  const self = counted(owner, named(resource));
  switch (resource) {
    case 'pods':
      return [];
    case 'services':
      return [self, counted(owner, serviceUsage(owner.spec))];
    case 'persistentvolumeclaims':
      return [claimUsage(manifests, owner, owner.spec)];
    case 'resourcequotas':
    case 'replicationcontrollers':
    case 'secrets':
    case 'configmaps':
      return [self, counted(owner, new Map([[resource, ONE]]))];
    case 'deployments.apps':
      return [self, counted(owner, named('replicasets.apps'), 1, 2)];
    case 'cronjobs.batch':
      return [self, counted(owner, named('jobs.batch'), owner.spec.suspend === true ? 0 : 1)];
    case 'statefulsets.apps':
      return [self, ...templateUsage(manifests, owner)];
    default:
      return [self];
  }
}

/** Returns the object count quota of one object: `count/<resource>` is 1. */
const named = oncePerText(String, (resource: string): Amounts => new Map([[`count/${resource}`, ONE]]));

/**
 * Returns the quantities of a Service. A load balancer uses a node port for each port; with `allocateLoadBalancerNodePorts:
 * false`, only for ports that set `nodePort`.
 */
function serviceUsage({ type, ports: all, allocateLoadBalancerNodePorts }: ServiceSpec): Amounts {
  const ports = objectsIn(all);
  const isBalancer = type === 'LoadBalancer';
  const own = allocateLoadBalancerNodePorts === false ? ports.filter(({ nodePort = 0 }) => nodePort !== 0) : ports;
  const nodePorts = isBalancer ? own : type === 'NodePort' ? ports : [];
  return serviceAmounts(isBalancer ? 1 : 0, nodePorts.length);
}

const serviceAmounts = oncePerText(
  (balancers, nodePorts) => `${balancers} ${nodePorts}`,
  (balancers: number, nodePorts: number): Amounts =>
    new Map([
      ['services', ONE],
      ['services.loadbalancers', BigInt(balancers) * ONE],
      ['services.nodeports', BigInt(nodePorts) * ONE],
    ]),
);

function claimUsage(manifests: Manifests, owner: Manifest, claim: ClaimSpec, count = 1, mostCount = count): Usage {
  const { storageClassName = defaultClass(manifests), resources } = claim;
  const { storage = 0 } = resources?.requests ?? {};
  return { owner, claim, count, mostCount, each: claimAmounts(storageClassName, milli(storage) ?? 0n) };
}

const claimAmounts = oncePerText(
  (storageClassName, storage) => `${storageClassName} ${storage}`,
  (storageClassName: string, storage: bigint): Amounts => {
    const each = new Map([['persistentvolumeclaims', ONE], ['requests.storage', storage]]); // prettier-ignore
    const perClass = storageClassName === '' ? [] : [...each];
    const prefix = `${storageClassName}.storageclass.storage.k8s.io`;
    for (const [resource, amount] of perClass) each.set(`${prefix}/${resource}`, amount);
    return each.set('count/persistentvolumeclaims', ONE);
  },
);

/** Returns the usage of the claims of a StatefulSet: each pod has one claim per `volumeClaimTemplates` entry. */
function templateUsage(manifests: Manifests, owner: Manifest): Usage[] {
  const { pods, mostPods } = podCounts(manifests, owner);
  return claimTemplates(owner).map(({ spec = {} }) => claimUsage(manifests, owner, spec, pods, mostPods));
}
