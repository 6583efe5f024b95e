import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError } from '../internal/errors';
import { requireName, shorterName } from '../kube/names';
import { countQuantity, cpuQuantity, sizeQuantity, Zero } from '../kube/quantity';
import { requireInstance, requireObject, requireRecord } from '../internal/values';
import { QuotaScope } from './quota-scope';

/** Limits on the sum of the pods of a cluster. 0 is a limit too: no pod that uses the resource is admitted. */
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
   * Number of pods that have not finished. Kubernetes: `pods`.
   * @default - of a cluster's quota: 100, just under the 110 pods that a node takes; of a scoped quota: no ceiling
   */
  readonly pods?: number;
}

/** Limits on the sum of all objects of a cluster. */
export interface QuotaProps extends ComputeQuotaProps {
  /**
   * Sum of the ephemeral storage limits of all pods. Kubernetes: `limits.ephemeral-storage`; `requests.ephemeral-storage`
   * gets the same value.
   * @default - no ceiling
   */
  readonly ephemeralStorage?: Size;
  /**
   * Number of Services of all types. Kubernetes: `services`.
   * @default 20
   */
  readonly services?: number;
  /**
   * Number of Services of type LoadBalancer. Kubernetes: `services.loadbalancers`.
   * @default - no ceiling of their own
   */
  readonly loadBalancers?: number;
  /**
   * Number of node ports that Services use. Kubernetes: `services.nodeports`.
   * @default - no ceiling
   */
  readonly nodePorts?: number;
  /**
   * Number of storage claims. Kubernetes: `persistentvolumeclaims`.
   * @default - no ceiling
   */
  readonly claims?: number;
  /**
   * Sum of the sizes of all storage claims. Kubernetes: `requests.storage`.
   * @default - no ceiling
   */
  readonly storage?: Size;
  /**
   * Limits for the claims of each storage class, by the name of the class.
   * @default - none
   */
  readonly storageClasses?: { readonly [storageClassName: string]: StorageClassQuota };
  /**
   * Number of objects by plural resource name, with the API group if the resource has one: `configmaps`, `deployments.apps`.
   * Kubernetes: `count/<resource>`.
   * @default - no ceiling
   */
  readonly objects?: { readonly [resource: string]: number };
  /**
   * Additional quotas that count only some of the pods, by name. Each is a separate ResourceQuota `quota-<name>`.
   * @default - none
   */
  readonly scoped?: { readonly [name: string]: ScopedQuota };
}

/** Limits for the claims of one storage class. */
export interface StorageClassQuota {
  /**
   * Sum of the sizes of the claims. Kubernetes: `<class>.storageclass.storage.k8s.io/requests.storage`.
   * @default - no ceiling
   */
  readonly storage?: Size;
  /**
   * Number of claims. Kubernetes: `<class>.storageclass.storage.k8s.io/persistentvolumeclaims`.
   * @default - no ceiling
   */
  readonly claims?: number;
}

/** Quota that counts only the pods of its scope. */
export interface ScopedQuota extends ComputeQuotaProps {
  /** Pods that the quota counts. */
  readonly scope: QuotaScope;
}

/**
 * Rules for names that are followed by `.storageclass.storage.k8s.io`, or preceded by `count/` or `quota-`. The whole key or
 * name must fit the length limit of Kubernetes.
 */
const [CLASS_NAME, RESOURCE_NAME, SCOPED_NAME] = [shorterName(225), shorterName(63), shorterName(247)] as const;

/** Limits of a cluster's quota for props that are not set. */
const DEFAULTS = { cpu: Cpu.units(40), memory: Size.gibibytes(160), pods: 100, services: 20 };

/**
 * Writes the ResourceQuota `quota` of a cluster and one ResourceQuota for each scoped quota.
 * @throws if a quantity is negative or not a whole number of millicores, bytes or objects, if a name is not valid, or if a
 * scoped quota sets no limit or a limit that its scope does not support
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class ClusterQuota extends Construct {
  constructor(scope: Construct, id: string, props: QuotaProps = {}) {
    super(scope, id);
    requireObject(scope, 'quota', props);
    const hard = {
      ...this.compute('quota', { ...DEFAULTS, ...omitUndefined(props) }),
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

/** Returns `props` without undefined values, so that an undefined prop gets its default. */
function omitUndefined(props: QuotaProps): QuotaProps {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined));
}
