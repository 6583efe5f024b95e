import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError } from '../internal/errors';
import { requireName, shorterName } from '../kube/names';
import { countQuantity, cpuQuantity, sizeQuantity, Zero } from '../kube/quantity';
import { requireInstance, requireObject, requireRecord } from '../internal/values';
import { QuotaScope } from './quota-scope';

/** Ceilings that hold for the pods of a cluster. 0 is a ceiling too: it closes the cluster for what it counts. */
export interface ComputeQuotaProps {
  /**
   * Sum of the CPU limits of all pods. Kubernetes: `limits.cpu`.
   * @default - of a cluster's quota: 40 cores, five nodes of 8; of a scoped quota: no ceiling
   */
  readonly cpu?: Cpu;
  /**
   * Sum of the CPU requests of all pods. Kubernetes: `requests.cpu`.
   * @default - the same as `cpu`
   */
  readonly cpuRequests?: Cpu;
  /**
   * Sum of the memory limits of all pods. Kubernetes: `limits.memory`.
   * @default - of a cluster's quota: 160 GiB, 4 GiB to a core; of a scoped quota: no ceiling
   */
  readonly memory?: Size;
  /**
   * Sum of the memory requests of all pods. Kubernetes: `requests.memory`.
   * @default - the same as `memory`
   */
  readonly memoryRequests?: Size;
  /**
   * Pods at once, finished ones not counted: a whole number. Kubernetes: `pods`.
   * @default - of a cluster's quota: 100, just under the 110 pods that a node takes; of a scoped quota: no ceiling
   */
  readonly pods?: number;
}

/** Ceilings of a cluster. */
export interface QuotaProps extends ComputeQuotaProps {
  /**
   * Sum of the limits of all pods on storage that goes with the pod. Kubernetes: `limits.ephemeral-storage`, and the same
   * ceiling for `requests.ephemeral-storage`.
   * @default - no ceiling
   */
  readonly ephemeralStorage?: Size;
  /**
   * Services at once, of all types. Kubernetes: `services`.
   * @default 20
   */
  readonly services?: number;
  /**
   * Services of type LoadBalancer at once. Kubernetes: `services.loadbalancers`.
   * @default - no ceiling of their own
   */
  readonly loadBalancers?: number;
  /**
   * Ports taken on the nodes. Kubernetes: `services.nodeports`.
   * @default - no ceiling
   */
  readonly nodePorts?: number;
  /**
   * Storage claims at once. Kubernetes: `persistentvolumeclaims`.
   * @default - no ceiling
   */
  readonly claims?: number;
  /**
   * Sum of the sizes of all storage claims. Kubernetes: `requests.storage`.
   * @default - no ceiling
   */
  readonly storage?: Size;
  /**
   * Ceilings per storage class, by its name.
   * @default - none
   */
  readonly storageClasses?: { readonly [storageClassName: string]: StorageClassQuota };
  /**
   * Objects at once, by plural resource name, with its group if it has one: `configmaps`, `deployments.apps`.
   * Kubernetes: `count/<resource>`.
   * @default - no ceiling
   */
  readonly objects?: { readonly [resource: string]: number };
  /**
   * Further quotas that count only some of the pods, by name. Each is a ResourceQuota of its own, `quota-<name>`.
   * @default - none
   */
  readonly scoped?: { readonly [name: string]: ScopedQuota };
}

/** Ceilings for the claims of one storage class. */
export interface StorageClassQuota {
  /**
   * Sum of the sizes. Kubernetes: `<class>.storageclass.storage.k8s.io/requests.storage`.
   * @default - no ceiling
   */
  readonly storage?: Size;
  /**
   * Claims at once. Kubernetes: `<class>.storageclass.storage.k8s.io/persistentvolumeclaims`.
   * @default - no ceiling
   */
  readonly claims?: number;
}

/** A quota that counts only the pods of its scope. */
export interface ScopedQuota extends ComputeQuotaProps {
  /** The pods that are counted. */
  readonly scope: QuotaScope;
}

/** Before `.storageclass.storage.k8s.io`, after `count/`, and after `quota-`. */
const [CLASS_NAME, RESOURCE_NAME, SCOPED_NAME] = [shorterName(225), shorterName(63), shorterName(247)] as const;

/** The ceilings of a cluster for which none are given. */
const DEFAULTS = { cpu: Cpu.units(40), memory: Size.gibibytes(160), pods: 100, services: 20 };

/**
 * Writes the ResourceQuota `quota` of a cluster and one for each scoped quota.
 * @throws if an amount is negative or no whole number of millicores, bytes or objects, or a name is not valid
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class ClusterQuota extends Construct {
  constructor(scope: Construct, id: string, props: QuotaProps = {}) {
    super(scope, id);
    requireObject(scope, 'quota', props);
    const hard = {
      ...this.compute('quota', { ...DEFAULTS, ...defined(props) }),
      ...this.size('quota.ephemeralStorage', 'limits.ephemeral-storage', props.ephemeralStorage),
      ...this.size('quota.ephemeralStorage', 'requests.ephemeral-storage', props.ephemeralStorage),
      ...this.objects(props),
    };
    new k8s.KubeResourceQuota(this, 'Resource', { metadata: { name: 'quota' }, spec: { hard } });
    requireRecord(scope, 'quota.scoped', props.scoped ?? {});
    for (const [name, scoped] of Object.entries(props.scoped ?? {})) this.addScoped(name, scoped);
  }

  private addScoped(name: string, props: ScopedQuota): void {
    const prop = `quota.scoped['${name}']`;
    requireName(this, 'quota.scoped', name, SCOPED_NAME, 'rename it');
    requireObject(this, prop, props);
    requireInstance(this, `${prop}.scope`, props.scope, '_toKube', 'a QuotaScope', 'QuotaScope.terminating()');
    const hard = this.compute(prop, props);
    const counted = Object.keys(hard);
    if (counted.length === 0)
      throw propError(this, prop, name, 'must have a ceiling', "give 'cpu', 'memory' or 'pods'");
    if (props.scope.countsOnlyPods && counted.some((resource) => resource !== 'pods')) {
      throw propError(
        this,
        prop,
        counted.join(),
        "can only limit 'pods', as best-effort pods have no resources",
        'remove the others',
      );
    }
    const spec = { hard, ...props.scope._toKube() };
    new k8s.KubeResourceQuota(this, `Scoped-${name}`, { metadata: { name: `quota-${name}` }, spec });
  }

  private compute(prop: string, props: ComputeQuotaProps): Record<string, k8s.Quantity> {
    return {
      ...this.cpu(`${prop}.cpu`, 'limits.cpu', props.cpu),
      ...this.cpu(`${prop}.cpuRequests`, 'requests.cpu', props.cpuRequests ?? props.cpu),
      ...this.size(`${prop}.memory`, 'limits.memory', props.memory),
      ...this.size(`${prop}.memoryRequests`, 'requests.memory', props.memoryRequests ?? props.memory),
      ...this.count(`${prop}.pods`, 'pods', props.pods),
    };
  }

  private objects(props: QuotaProps): Record<string, k8s.Quantity> {
    return {
      ...this.count('quota.services', 'services', props.services ?? DEFAULTS.services),
      ...this.count('quota.loadBalancers', 'services.loadbalancers', props.loadBalancers),
      ...this.count('quota.nodePorts', 'services.nodeports', props.nodePorts),
      ...this.count('quota.claims', 'persistentvolumeclaims', props.claims),
      ...this.size('quota.storage', 'requests.storage', props.storage),
      ...this.storageClasses(props.storageClasses ?? {}),
      ...this.countedObjects(props.objects ?? {}),
    };
  }

  private storageClasses(quotas: { readonly [name: string]: StorageClassQuota }): Record<string, k8s.Quantity> {
    const hard: Record<string, k8s.Quantity> = {};
    requireRecord(this, 'quota.storageClasses', quotas);
    for (const [name, quota] of Object.entries(quotas)) {
      requireName(this, 'quota.storageClasses', name, CLASS_NAME, 'give the name of a StorageClass');
      const prop = `quota.storageClasses['${name}']`;
      requireObject(this, prop, quota);
      const { storage, claims } = quota;
      const key = `${name}.storageclass.storage.k8s.io`;
      Object.assign(hard, this.size(`${prop}.storage`, `${key}/requests.storage`, storage));
      Object.assign(hard, this.count(`${prop}.claims`, `${key}/persistentvolumeclaims`, claims));
    }
    return hard;
  }

  private countedObjects(counts: { readonly [resource: string]: number }): Record<string, k8s.Quantity> {
    const hard: Record<string, k8s.Quantity> = {};
    requireRecord(this, 'quota.objects', counts);
    for (const [resource, count] of Object.entries(counts)) {
      requireName(this, 'quota.objects', resource, RESOURCE_NAME, "use the plural, such as 'deployments.apps'");
      Object.assign(hard, this.count(`quota.objects['${resource}']`, `count/${resource}`, count));
    }
    return hard;
  }

  private cpu(prop: string, resource: string, amount?: Cpu): Record<string, k8s.Quantity> {
    return amount === undefined ? {} : { [resource]: cpuQuantity(this, prop, amount, Zero.ALLOWED) };
  }

  private size(prop: string, resource: string, amount?: Size): Record<string, k8s.Quantity> {
    return amount === undefined ? {} : { [resource]: sizeQuantity(this, prop, amount, Zero.ALLOWED) };
  }

  private count(prop: string, resource: string, amount?: number): Record<string, k8s.Quantity> {
    return amount === undefined ? {} : { [resource]: countQuantity(this, prop, amount) };
  }
}

/** The props that are given: one that is undefined counts as left out. */
function defined(props: QuotaProps): QuotaProps {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
