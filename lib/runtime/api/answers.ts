import { KubeObject } from '../object/kube';
import { Resource } from '../object/resource';

/** A page of a list, as far as it says something. */
export interface ListAnswer<T> {
  readonly items: readonly T[];
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
}

/** The parts of a `Status` that explain a refusal. Each may be missing. */
export interface StatusAnswer {
  readonly code?: number;
  readonly reason: string;
  readonly message?: string;
}

type Fields = Record<string, unknown>;

/**
 * Removes fields and items that are null, and returns the same value. Go writes an empty list as null, and null and absent are the same
 * to Kubernetes, but not to JavaScript.
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-architecture/api-conventions.md#nullable
 */
export function removeNulls<T>(value: T): T {
  if (Array.isArray(value)) removeNullItems(value);
  else if (isFields(value)) {
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

/** Returns an object that code can read, or undefined if the answer is none, or has no name. */
export function toObject<T extends KubeObject>(resource: Resource<T>, answer: unknown): T | undefined {
  if (!isFields(answer) || !isFields(answer.metadata) || typeof answer.metadata.name !== 'string') return undefined;
  return complete(answer, REQUIRED[resource.kind] ?? { spec: {} }) as unknown as T;
}

/** Returns a list without items that are not objects, or undefined if the answer is not a list. An empty list may be null. */
export function toList<T extends KubeObject>(resource: Resource<T>, answer: unknown): ListAnswer<T> | undefined {
  if (!isFields(answer) || !('items' in answer)) return undefined;
  const { items, metadata } = answer;
  if (items !== null && !Array.isArray(items)) return undefined;
  const objects = removeNulls((items ?? []) as unknown[]).map((item) => toObject(resource, item));
  const { resourceVersion, continue: next } = isFields(metadata) ? metadata : {};
  return {
    items: objects.filter((object) => object !== undefined),
    metadata: { resourceVersion: toText(resourceVersion), continue: toText(next) },
  };
}

/** Returns what a Status says; of an answer that is none, nothing. */
export function toStatus(answer: unknown): StatusAnswer {
  if (!isFields(answer)) return { reason: '' };
  const { code, reason, message } = answer;
  return {
    code: typeof code === 'number' ? code : undefined,
    reason: toText(reason) ?? '',
    message: toText(message),
  };
}

/** Returns true if a value has fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Parts that every object of a kind has, and that code therefore reads without a question. Other kinds than these have a `spec`. */
const REQUIRED: Readonly<Record<string, Fields>> = {
  Pod: { spec: { containers: [] } },
  PodTemplate: { template: { spec: { containers: [] } } },
  PodMetrics: { containers: [] },
  Event: { involvedObject: {} },
};

/** Adds the parts that are missing. */
function complete(fields: Fields, required: Fields): Fields {
  for (const [key, part] of Object.entries(required)) {
    const known = fields[key];
    if (known === undefined) fields[key] = structuredClone(part);
    else if (isFields(known) && isFields(part)) complete(known, part);
  }
  return fields;
}
