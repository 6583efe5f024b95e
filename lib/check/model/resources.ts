import { Manifests, oncePerManifests } from '../manifests';
import { Container, ResourceList, Resources } from './kube';
import { PodGroup, Role } from './pod-group';
import { milli } from './quantity';

/** Amounts in thousandths, by resource. */
export type Amounts = ReadonlyMap<string, bigint>;

/** What a container or a pod has, once the server has filled in what it leaves out. */
export interface Effective {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** An entry of a LimitRange. */
export interface LimitItem {
  readonly type?: string;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly min?: ResourceList;
  readonly max?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

/** What LimitRanges say of a type in a namespace. */
export function limitItems(manifests: Manifests, namespace: string, type: string): LimitItem[] {
  const ranges = manifests.ofKind('LimitRange', namespace);
  const items = ranges.flatMap(({ spec }) => (spec.limits ?? []) as readonly LimitItem[]);
  return items.filter((item) => item.type === type);
}

/** What is filled in for containers that leave it out, in each namespace. */
const defaultsIn = oncePerManifests((manifests) => {
  const known = new Map<string, Required<Resources>>();
  return (namespace: string): Required<Resources> => {
    const defaults = known.get(namespace) ?? defaultsOf(limitItems(manifests, namespace, 'Container'));
    known.set(namespace, defaults);
    return defaults;
  };
});

/** @see https://kubernetes.io/docs/concepts/policy/limit-range/: a limit is by default the maximum, a request the limit */
function defaultsOf(items: readonly LimitItem[]): Required<Resources> {
  const [limits, requests]: [Record<string, string | number>, Record<string, string | number>] = [{}, {}];
  for (const item of items) {
    const itemLimits = { ...item.max, ...item.default };
    Object.assign(limits, itemLimits);
    Object.assign(requests, { ...item.min, ...itemLimits, ...item.defaultRequest });
  }
  return { limits, requests };
}

/** What a container has: a request is by default the limit, and then what the LimitRange says. */
export function containerResources(manifests: Manifests, namespace: string, container: Container): Effective {
  const { limits, requests } = container.resources ?? {};
  const defaults = defaultsIn(manifests)(namespace);
  return {
    requests: amounts({ ...defaults.requests, ...limits, ...requests }),
    limits: amounts({ ...defaults.limits, ...limits }),
  };
}

/** What a pod has: the sum of what runs at once, or what the start needs, whichever is more. */
export const podResources = oncePerManifests((manifests) => {
  const known = new WeakMap<PodGroup, Effective>();
  return (group: PodGroup): Effective => {
    const effective = known.get(group) ?? sumOf(manifests, group);
    known.set(group, effective);
    return effective;
  };
});

function sumOf(manifests: Manifests, { containers, namespace, spec }: PodGroup): Effective {
  const each = containers.map(({ container, role }) => ({
    role,
    has: containerResources(manifests, namespace, container),
  }));
  const totalOf = (key: keyof Effective): Amounts => {
    const sum = needed(each.map(({ role, has }) => ({ role, own: has[key] })));
    const total = new Map([...sum, ...amounts(spec.resources?.[key] ?? {})]);
    return plus(total, overheadOf(spec.overhead ?? {}, key, total));
  };
  return { requests: totalOf('requests'), limits: totalOf('limits') };
}

/** Overhead comes on top of all requests, and of the limits that there are. */
function overheadOf(overhead: ResourceList, key: keyof Effective, total: Amounts): Amounts {
  return new Map([...amounts(overhead)].filter(([resource]) => key === 'requests' || total.has(resource)));
}

interface Share {
  readonly role: Role;
  readonly own: Amounts;
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers */
function needed(shares: readonly Share[]): Amounts {
  let [running, sidecars, start]: [Amounts, Amounts, Amounts] = [new Map(), new Map(), new Map()];
  for (const { role, own } of shares) {
    if (role === 'sidecar') sidecars = plus(sidecars, own);
    if (role === 'init') start = larger(start, plus(sidecars, own));
    else running = plus(running, own);
  }
  return larger(running, start);
}

/** The amounts of a list; what is no quantity is left to the API server. */
export function amounts(list: ResourceList): Amounts {
  const parsed = new Map<string, bigint>();
  for (const [resource, quantity] of Object.entries(list)) {
    const amount = milli(quantity);
    if (amount !== undefined) parsed.set(resource, amount);
  }
  return parsed;
}

function plus(one: Amounts, other: Amounts): Amounts {
  return merged(one, other, (a, b) => a + b);
}

function larger(one: Amounts, other: Amounts): Amounts {
  return merged(one, other, (a, b) => (a > b ? a : b));
}

function merged(one: Amounts, other: Amounts, merge: (a: bigint, b: bigint) => bigint): Amounts {
  const result = new Map(one);
  for (const [resource, amount] of other) result.set(resource, merge(one.get(resource) ?? 0n, amount));
  return result;
}
