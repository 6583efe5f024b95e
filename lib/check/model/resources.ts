import { oncePerText } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { entriesIn, objectsIn } from './json';
import { Container, PodSpec, Quantity, ResourceList, Resources } from '../../kube/objects';
import { PodGroup, Role } from './pod-group';
import { isQuantity, milli } from './quantity';

/** Amounts in thousandths, by resource. */
export type Amounts = ReadonlyMap<string, bigint>;

/** What a container or a pod has, once the server has filled in what it leaves out. */
export interface Effective {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** The same, as it is declared. */
export interface Declared extends Effective {
  /** What is given and no quantity, such as `requests.memory`: MAR-L07 says so, and nothing else is to be said of it. */
  readonly unread: ReadonlySet<string>;
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
  return manifests.ofKind('LimitRange', namespace).flatMap((range) => limitItemsOf(range, type));
}

/** What a LimitRange says of a type. */
export function limitItemsOf({ spec }: Manifest, type: string): LimitItem[] {
  return objectsIn(spec.limits as readonly LimitItem[]).filter((item) => item.type === type);
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
export function defaultsOf(items: readonly LimitItem[]): Required<Resources> {
  const [limits, requests]: [Record<string, string | number>, Record<string, string | number>] = [{}, {}];
  for (const item of items) {
    const itemLimits = { ...item.max, ...item.default };
    Object.assign(limits, itemLimits);
    Object.assign(requests, { ...item.min, ...itemLimits, ...item.defaultRequest });
  }
  return { limits, requests };
}

/** What a container has: a request is by default the limit, and then what the LimitRange says. */
export const containerResources = oncePerManifests((manifests) =>
  oncePerText(
    (namespace: string, { resources }: Container) => `${namespace} ${JSON.stringify(resources)}`,
    (namespace, container): Declared => {
      const defaults = defaultsIn(manifests)(namespace);
      return declared({
        requests: { ...defaults.requests, ...ownRequests(container) },
        limits: { ...defaults.limits, ...container.resources?.limits },
      });
    },
  ),
);

/** The amounts of both lists. */
export const declared = oncePerText(
  ({ requests, limits }: Resources) => JSON.stringify([requests, limits]),
  ({ requests, limits }: Resources): Declared => {
    const unread = Object.entries({ requests, limits }).flatMap(([side, list]) =>
      entriesIn(list).flatMap(([resource, quantity]) => (isQuantity(quantity) ? [] : `${side}.${resource}`)),
    );
    return { requests: amounts(requests), limits: amounts(limits), unread: new Set(unread) };
  },
);

function ownRequests({ resources }: Container | PodSpec): ResourceList {
  return { ...resources?.limits, ...resources?.requests };
}

/** What a pod has: the sum of what runs at once, or what the start needs, whichever is more; or what it says as a whole. */
export const podResources = oncePerManifests((manifests) =>
  oncePerText(
    ({ namespace, spec, containers }: PodGroup) => {
      const each = containers.map(({ role, container }) => [role, container.resources]);
      return JSON.stringify([namespace, spec.resources, each]);
    },
    (group) => sumOf(manifests, group),
  ),
);

function sumOf(manifests: Manifests, { containers, namespace, spec }: PodGroup): Declared {
  const each = containers.map(({ container, role }) => {
    return { role, own: amounts(ownRequests(container)), ...containerResources(manifests)(namespace, container) };
  });
  const sum = (key: 'own' | keyof Effective): Amounts => needed(each.map((one) => ({ role: one.role, has: one[key] })));
  const whole = wholeOf(spec.resources ?? {}, () => sum('own'));
  const all = [declared({ limits: spec.resources?.limits, requests: ownRequests(spec) }), ...each];
  return {
    requests: new Map([...sum('requests'), ...whole.requests]),
    limits: new Map([...sum('limits'), ...whole.limits]),
    unread: new Set(all.flatMap(({ unread }) => [...unread])),
  };
}

/** What a pod says as a whole: with limits, a request is by default what its containers say themselves, or the limit. */
function wholeOf({ requests, limits }: Resources, own: () => Amounts): Effective {
  const [least, most] = [amounts(requests), amounts(limits)];
  if (most.size === 0) return { requests: least, limits: most };
  const ofContainers = [...own()].filter(([resource]) => resource === 'cpu' || resource === 'memory');
  return { requests: new Map([...most, ...ofContainers, ...least]), limits: most };
}

/** What quotas count of a pod: its overhead on top of all requests, and of the limits that are not 0. */
export function countedResources(manifests: Manifests, group: PodGroup): Effective {
  const own = podResources(manifests)(group);
  const overhead = amounts(overheadOf(manifests, group));
  if (overhead.size === 0) return own;
  const { requests, limits } = own;
  const limited = [...overhead].filter(([resource]) => (limits.get(resource) ?? 0n) > 0n);
  return { requests: plus(requests, overhead), limits: plus(limits, new Map(limited)) };
}

/** What running a pod costs, which its runtime class says. */
function overheadOf(manifests: Manifests, { spec: { runtimeClassName = '', overhead = {} } }: PodGroup): ResourceList {
  const runtimeClass = manifests.find('RuntimeClass', '', runtimeClassName)?.json;
  return (runtimeClass?.overhead as { podFixed?: ResourceList } | undefined)?.podFixed ?? overhead;
}

interface Share {
  readonly role: Role;
  readonly has: Amounts;
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers */
function needed(shares: readonly Share[]): Amounts {
  let [running, sidecars, start]: [Amounts, Amounts, Amounts] = [new Map(), new Map(), new Map()];
  for (const { role, has } of shares) {
    if (role === 'sidecar') sidecars = plus(sidecars, has);
    if (role === 'init') start = larger(start, plus(sidecars, has));
    else running = plus(running, has);
  }
  return larger(running, start);
}

/** The amounts of a list; what is no quantity is left to the API server. */
export function amounts(list: ResourceList | undefined): Amounts {
  const parsed = new Map<string, bigint>();
  for (const [resource, quantity] of entriesIn(list)) {
    const amount = milli(quantity as Quantity);
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
