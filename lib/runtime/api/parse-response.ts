import { KubeObject } from '../object/kube';
import { Resource } from '../object/resource';

/** One page of a list from the API server. Empty or invalid metadata fields are left out. */
export interface ListResponse<T> {
  readonly items: readonly T[];
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
}

/** Fields of a Kubernetes `Status` that explain an error. */
export interface StatusResponse {
  readonly code?: number;
  readonly reason: string;
  readonly message?: string;
}

type Fields = Record<string, unknown>;

/**
 * Removes null fields and null list items from `value` in place, and returns `value`. Go encodes an empty list as null.
 * Kubernetes treats null like a missing field, but JavaScript does not.
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#nullable
 */
export function removeNulls<T>(value: T): T {
  if (Array.isArray(value)) removeNullItems(value);
  else if (isObject(value)) {
    for (const key in value) {
      if (value[key] === null) Reflect.deleteProperty(value, key);
      else removeNulls(value[key]);
    }
  }
  return value;
}

function removeNullItems(items: unknown[]): void {
  let kept = 0;
  for (const item of items) {
    if (item !== null) items[kept++] = removeNulls(item);
  }
  items.length = kept;
}

/**
 * Returns `answer` as an object of the resource, after adding the fields that code relies on if they are missing. Returns
 * undefined if `answer` is not an object with a name.
 */
export function toObject<T extends KubeObject>(resource: Resource<T>, answer: unknown): T | undefined {
  if (!isObject(answer) || !isObject(answer.metadata) || typeof answer.metadata.name !== 'string') return undefined;
  return addMissingFields(answer, REQUIRED_FIELDS[resource.kind] ?? { spec: {} }) as unknown as T;
}

/**
 * Returns `answer` as a list, without the items that are not objects with a name. Null `items` are an empty list. Returns
 * undefined if `answer` is not a list.
 */
export function toList<T extends KubeObject>(resource: Resource<T>, answer: unknown): ListResponse<T> | undefined {
  if (!isObject(answer) || !('items' in answer)) return undefined;
  const { items, metadata } = answer;
  if (items !== null && !Array.isArray(items)) return undefined;
  const objects = removeNulls((items ?? []) as unknown[]).map((item) => toObject(resource, item));
  const { resourceVersion, continue: next } = isObject(metadata) ? metadata : {};
  return {
    items: objects.filter((object) => object !== undefined),
    metadata: { resourceVersion: toNonEmptyString(resourceVersion), continue: toNonEmptyString(next) },
  };
}

/** Returns the fields of a `Status`. Fields that `answer` lacks are undefined; `reason` is an empty string then. */
export function toStatus(answer: unknown): StatusResponse {
  if (!isObject(answer)) return { reason: '' };
  const { code, reason, message } = answer;
  return {
    code: typeof code === 'number' ? code : undefined,
    reason: toNonEmptyString(reason) ?? '',
    message: toNonEmptyString(message),
  };
}

/** Returns true if `value` is an object and not an array. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toNonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * Fields that code reads without checking that they exist, by kind, with their default values. Kinds that are not listed
 * have only `spec`.
 */
const REQUIRED_FIELDS: Readonly<Record<string, Fields>> = {
  Pod: { spec: { containers: [] } },
  PodTemplate: { template: { spec: { containers: [] } } },
  PodMetrics: { containers: [] },
  Event: { involvedObject: {} },
};

/** Adds the `required` fields that are missing to `fields`, also in nested objects. Returns `fields`. */
function addMissingFields(fields: Fields, required: Fields): Fields {
  for (const [key, part] of Object.entries(required)) {
    const known = fields[key];
    if (known === undefined) fields[key] = structuredClone(part);
    else if (isObject(known) && isObject(part)) addMissingFields(known, part);
  }
  return fields;
}
