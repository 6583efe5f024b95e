import { Size } from 'cdk8s';
import { Cpu, k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { canonicalQuantity } from '../kube/canonical-quantity';
import { propError } from '../internal/errors';
import { requireObject } from '../internal/values';
import { Amount, cpuQuantity, measure, quoted, sizeQuantity } from '../kube/quantity';

/** Quantities of CPU, memory and ephemeral storage of a container or pod. */
export interface ResourceAmounts {
  /** CPU. @default - see where it is used */
  readonly cpu?: Cpu;
  /** Memory. @default - see where it is used */
  readonly memory?: Size;
  /** Ephemeral storage, which is deleted with the pod. @default - see where it is used */
  readonly ephemeralStorage?: Size;
}

/** Highest allowed ratio of limit to request. 1 allows no overcommitment. */
export interface LimitRequestRatio {
  /** Ratio for CPU, 1 or more. @default - any ratio */
  readonly cpu?: number;
  /** Ratio for memory, 1 or more. @default - any ratio */
  readonly memory?: number;
}

/** Lowest and highest quantities of each resource. */
export interface ResourceBounds {
  /** Lowest allowed request. @default - no bound */
  readonly min?: ResourceAmounts;
  /** Highest allowed limit. @default - no bound */
  readonly max?: ResourceAmounts;
}

/** Lowest and highest size of a storage claim. */
export interface ClaimBounds {
  /** Lowest allowed size. @default - no bound */
  readonly min?: Size;
  /** Highest allowed size. @default - no bound */
  readonly max?: Size;
}

/** Defaults and bounds for each container, pod and storage claim of a cluster. */
export interface LimitsProps {
  /**
   * Limits of a container without limits. Kubernetes: `default` of type Container.
   * @default - 500 millicores, 512 MiB of memory and 1 GiB of ephemeral storage, raised to `min` or lowered to `max`
   */
  readonly default?: ResourceAmounts;
  /**
   * Requests of a container that has neither requests nor limits. Kubernetes: `defaultRequest` of type Container.
   * @default - the default limits
   */
  readonly defaultRequest?: ResourceAmounts;
  /**
   * Lowest request that a container may have. Kubernetes: `min` of type Container.
   * @default - no bound
   */
  readonly min?: ResourceAmounts;
  /**
   * The highest limit that a container may have. Kubernetes: `max` of type Container.
   * @default - 4 cores and 16 GiB of memory, half of a node of 8 cores and 32 GiB; no bound on ephemeral storage
   */
  readonly max?: ResourceAmounts;
  /**
   * Highest ratio of a container's limit to its request. Kubernetes: `maxLimitRequestRatio` of type Container.
   * @default - any ratio
   */
  readonly maxLimitRequestRatio?: LimitRequestRatio;
  /**
   * Bounds on the sum of a pod's containers. Kubernetes: type Pod.
   * @default - no bounds
   */
  readonly pod?: ResourceBounds;
  /**
   * Bounds on the size of a storage claim. Kubernetes: type PersistentVolumeClaim.
   * @default - no bounds
   */
  readonly claim?: ClaimBounds;
}

type LimitQuantities = Readonly<Record<string, Amount | undefined>>;

const DEFAULT: LimitQuantities = {
  cpu: Cpu.millis(500),
  memory: Size.mebibytes(512),
  ephemeralStorage: Size.gibibytes(1),
};
const MAX: LimitQuantities = { cpu: Cpu.units(4), memory: Size.gibibytes(16) };

/**
 * Writes the LimitRange `limits` of a cluster. The LimitRange always has default limits, because the quota makes Kubernetes
 * reject containers without limits.
 * @throws if a quantity is not above 0 or not a whole number of millicores or bytes, if a ratio is below 1 or above `max` /
 * `min`, or if `min`, `defaultRequest`, `default` and `max` are not in ascending order
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class ClusterLimits extends Construct {
  constructor(scope: Construct, id: string, props: LimitsProps = {}) {
    super(scope, id);
    requireObject(scope, 'limits', props);
    for (const prop of ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio', 'pod', 'claim'] as const) {
      if (props[prop] !== undefined) requireObject(scope, `limits.${prop}`, props[prop]);
    }
    const limits = [this.container(props)];
    if (props.pod !== undefined)
      limits.push(this.bounds('Pod', 'limits.pod', { ...props.pod.min }, { ...props.pod.max }));
    const { min, max } = props.claim ?? {};
    if (min !== undefined || max !== undefined) {
      limits.push(this.bounds('PersistentVolumeClaim', 'limits.claim', { storage: min }, { storage: max }));
    }
    new k8s.KubeLimitRange(this, 'Resource', { metadata: { name: 'limits' }, spec: { limits } });
  }

  private container(props: LimitsProps): k8s.LimitRangeItem {
    for (const prop of ['min', 'max', 'default', 'defaultRequest'] as const) {
      this.render(`limits.${prop}`, { ...props[prop] }); // rejects invalid quantities before they are compared
    }
    const min: LimitQuantities = { ...props.min };
    const max = mergeQuantities(MAX, props.max);
    const standard = mapValues(DEFAULT, (amount, resource) => clampQuantity(amount, min[resource], max[resource]));
    const limit = mergeQuantities(standard, props.default);
    const request = mergeQuantities({}, props.defaultRequest);
    this.requireOrder(['limits.min', min], ['limits.default', limit], ['limits.max', max]);
    this.requireOrder(['limits.min', min], ['limits.defaultRequest', request], ['limits.default', limit]);
    return {
      type: 'Container',
      default: this.render('limits.default', limit),
      defaultRequest: this.render('limits.defaultRequest', mergeQuantities(limit, props.defaultRequest)),
      min: this.render('limits.min', min),
      max: this.render('limits.max', max),
      maxLimitRequestRatio: this.ratio(props.maxLimitRequestRatio, min, max),
    };
  }

  private bounds(type: string, prop: string, min: LimitQuantities, max: LimitQuantities): k8s.LimitRangeItem {
    const item = { type, min: this.render(`${prop}.min`, min), max: this.render(`${prop}.max`, max) };
    this.requireOrder([`${prop}.min`, min], [`${prop}.max`, max]);
    return item;
  }

  private requireOrder(...ascending: [string, LimitQuantities][]): void {
    ascending.forEach(([prop, amounts], i) => {
      for (const [higher, bound] of ascending.slice(i + 1).reverse()) {
        for (const [resource, amount] of Object.entries(amounts)) {
          const limit = bound[resource];
          if (amount === undefined || limit === undefined || !(measure(amount) > measure(limit))) continue;
          const rule = `must not be above ${higher}.${resource} of '${quoted(limit)}'`;
          throw propError(this, `${prop}.${resource}`, quoted(amount), rule, 'lower it, or raise the other');
        }
      }
    });
  }

  private render(prop: string, amounts: LimitQuantities): Record<string, k8s.Quantity> | undefined {
    const given = Object.entries(amounts).flatMap(([resource, amount]) => {
      if (amount === undefined) return [];
      const at = `${prop}.${resource}`;
      const quantity =
        resource === 'cpu' ? cpuQuantity(this, at, amount as Cpu) : sizeQuantity(this, at, amount as Size);
      return [[resource === 'ephemeralStorage' ? 'ephemeral-storage' : resource, quantity] as const];
    });
    return given.length === 0 ? undefined : Object.fromEntries(given);
  }

  private ratio(
    ratios: LimitRequestRatio = {},
    min: LimitQuantities,
    max: LimitQuantities,
  ): Record<string, k8s.Quantity> | undefined {
    const given = Object.entries(ratios).filter(([, ratio]) => ratio !== undefined) as [string, number][];
    for (const [resource, ratio] of given) {
      const prop = `limits.maxLimitRequestRatio.${resource}`;
      const highest = divideQuantities(max[resource], min[resource]);
      if (!(Number.isFinite(ratio) && ratio >= 1)) {
        throw propError(this, prop, ratio, 'must be 1 or more', 'leave it out for any ratio');
      }
      if (!(ratio > highest)) continue;
      throw propError(
        this,
        prop,
        ratio,
        `must not be above limits.max.${resource} / limits.min.${resource} of '${highest}'`,
        `lower it, or lower limits.min.${resource}`,
      );
    }
    if (given.length === 0) return undefined;
    return Object.fromEntries(
      given.map(([resource, ratio]) => [resource, k8s.Quantity.fromString(canonicalQuantity(`${ratio}`))]),
    );
  }
}

function divideQuantities(max: Amount | undefined, min: Amount | undefined): number {
  return max === undefined || min === undefined ? Infinity : measure(max) / measure(min);
}

function clampQuantity(
  amount: Amount | undefined,
  min: Amount | undefined,
  max: Amount | undefined,
): Amount | undefined {
  if (amount !== undefined && max !== undefined && measure(amount) > measure(max)) return max;
  return amount !== undefined && min !== undefined && measure(amount) < measure(min) ? min : amount;
}

function mergeQuantities(base: LimitQuantities, over: ResourceAmounts = {}): LimitQuantities {
  return mapValues({ ...base, ...over }, (amount, resource) => amount ?? base[resource]);
}

function mapValues(
  amounts: LimitQuantities,
  map: (amount: Amount | undefined, resource: string) => Amount | undefined,
): LimitQuantities {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, map(amount, resource)]));
}
