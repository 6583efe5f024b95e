import { oncePerText } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { entriesIn, objectsIn } from './json';
import { Container, PodSpec, Quantity, ResourceList, Resources } from '../../kube/objects';
import { PodGroup, Role } from './pod-group';
import { isQuantity, milli } from './quantity';

/** Quantities in thousandths of the unit, by resource name. */
export type Amounts = ReadonlyMap<string, bigint>;

/** Requests and limits of a container or pod, with the API server's defaults filled in. */
export interface Effective {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** Requests and limits, together with the entries that cannot be parsed. */
export interface Declared extends Effective {
  /** Entries with an invalid quantity, such as `requests.memory`. Rule MAR-L07 reports them; other rules skip them. */
  readonly unread: ReadonlySet<string>;
}

/** Entry of `spec.limits` of a LimitRange. */
export interface LimitItem {
  readonly type?: string;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly min?: ResourceList;
  readonly max?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

/** Returns the entries for `type` (such as `Container`) of all LimitRanges in `namespace`. */
export function limitItems(manifests: Manifests, namespace: string, type: string): LimitItem[] {
  return manifests.ofKind('LimitRange', namespace).flatMap((range) => limitItemsOf(range, type));
}

/** Returns the entries for `type` of one LimitRange. */
export function limitItemsOf({ spec }: Manifest, type: string): LimitItem[] {
  return objectsIn(spec.limits as readonly LimitItem[]).filter((item) => item.type === type);
}

/** Returns a function that gives the default requests and limits of containers in a namespace, from its LimitRanges. */
const defaultsIn = oncePerManifests((manifests) => {
  const known = new Map<string, Required<Resources>>();
  return (namespace: string): Required<Resources> => {
    const defaults = known.get(namespace) ?? defaultsOf(limitItems(manifests, namespace, 'Container'));
    known.set(namespace, defaults);
    return defaults;
  };
});

/**
 * Returns the defaults that LimitRange entries set. The default limit falls back to `max`; the default request falls back to
 * the default limit, then to `min`.
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function defaultsOf(items: readonly LimitItem[]): Required<Resources> {
  const [limits, requests]: [Record<string, string | number>, Record<string, string | number>] = [{}, {}];
  for (const item of items) {
    const itemLimits = { ...item.max, ...item.default };
    Object.assign(limits, itemLimits);
    Object.assign(requests, { ...item.min, ...itemLimits, ...item.defaultRequest });
  }
  return { limits, requests };
}

/**
 * Returns a function that gives the resources of a container in a namespace. A missing request is the container's own limit,
 * otherwise the default of the LimitRange.
 */
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

/** Parses requests and limits. Invalid quantities are listed in `unread`. */
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

/**
 * Returns a function that gives the resources of a pod: per resource, the larger of the sum while it runs and the need of
 * its init containers. Pod-level resources override that.
 */
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

/**
 * Returns the pod-level resources. If the pod sets limits, a missing CPU or memory request is the sum that its containers
 * set themselves, otherwise the pod's limit.
 */
function wholeOf({ requests, limits }: Resources, own: () => Amounts): Effective {
  const [least, most] = [amounts(requests), amounts(limits)];
  if (most.size === 0) return { requests: least, limits: most };
  const ofContainers = [...own()].filter(([resource]) => resource === 'cpu' || resource === 'memory');
  return { requests: new Map([...most, ...ofContainers, ...least]), limits: most };
}

/**
 * Returns the resources of a pod that quotas count: the pod's overhead is added to all requests, and to the limits that are
 * above 0.
 */
export function countedResources(manifests: Manifests, group: PodGroup): Effective {
  const own = podResources(manifests)(group);
  const overhead = amounts(overheadOf(manifests, group));
  if (overhead.size === 0) return own;
  const { requests, limits } = own;
  const limited = [...overhead].filter(([resource]) => (limits.get(resource) ?? 0n) > 0n);
  return { requests: plus(requests, overhead), limits: plus(limits, new Map(limited)) };
}

/** Returns the overhead of a pod: from its RuntimeClass, otherwise from `spec.overhead`. */
function overheadOf(manifests: Manifests, { spec: { runtimeClassName = '', overhead = {} } }: PodGroup): ResourceList {
  const runtimeClass = manifests.find('RuntimeClass', '', runtimeClassName)?.json;
  return (runtimeClass?.overhead as { podFixed?: ResourceList } | undefined)?.podFixed ?? overhead;
}

interface Share {
  readonly role: Role;
  readonly has: Amounts;
}

/**
 * Returns the larger of two needs: regular containers and sidecars running together, or one init container next to the
 * sidecars started before it.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function needed(shares: readonly Share[]): Amounts {
  let [running, sidecars, start]: [Amounts, Amounts, Amounts] = [new Map(), new Map(), new Map()];
  for (const { role, has } of shares) {
    if (role === 'sidecar') sidecars = plus(sidecars, has);
    if (role === 'init') start = larger(start, plus(sidecars, has));
    else running = plus(running, has);
  }
  return larger(running, start);
}

/** Parses a resource list. Skips invalid quantities, because the API server rejects them. */
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
