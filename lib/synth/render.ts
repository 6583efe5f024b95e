/*
 * How synthesis is fast. cdk8s' own `toJson` runs all resolvers of the app on each value of each object, builds the path of the value,
 * copies it several times, converts and sorts it. The files of this folder do the same in one pass and return the same result:
 *
 * 1. `form.ts` infers a schema (a "form") for each generated class, such as `KubePod`, once: the order of its fields, the manifest's
 *    name of each prop, and which values are lists, maps, or wrapped numbers and strings. Only the generated converters
 *    (`toJson_PodSpec` and so on) hold this knowledge, as code. So a converter is called once with a proxy in place of the props.
 *    The proxy records which props the converter reads, and what it does with them.
 * 2. `json.ts` writes the props of each object directly as JSON, guided by the schema. A value that does not match the schema throws.
 * 3. `render.ts` (this file) decides for each object if the fast way applies. Otherwise, and if `json.ts` throws, it calls the `toJson`
 *    of cdk8s, so an unusual object is only slower and gets the usual error message.
 * 4. `yaml.ts` and `yaml-strings.ts` write the manifest as YAML, without the `yaml` library of cdk8s. A general library builds a tree of
 *    nodes and looks for repeated objects first; manifests need neither. The second reason is safety: these files quote each string that
 *    any common parser, such as that of kubectl (YAML 1.1), would read as another value.
 *
 * `test/synth/equivalence.test.ts` compares the result with that of cdk8s.
 */

import { ApiObject, ApiObjectMetadataDefinition, App, JsonPatch, Lazy } from 'cdk8s';
import { extended } from '../internal/collections';
import { errorAt } from '../internal/errors';
import { Form, formOf } from './form';
import { jsonOf } from './json';

type Json = Readonly<Record<string, unknown>>;

/**
 * Private members of cdk8s' `ApiObject` that this file reads. `test/synth/equivalence.test.ts` fails if cdk8s removes one of
 * them.
 */
interface Inner {
  readonly props: Json;
  readonly patches: readonly JsonPatch[];
  readonly metadata: InnerMetadata;
}

/** Private members of cdk8s' `ApiObjectMetadataDefinition` that this file reads. */
interface InnerMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations: object;
  readonly finalizers: object;
  readonly ownerReferences: object;
  readonly labels: object;
  readonly _additionalAttributes: Json;
}

/** Class that cdk8s generates for a kind, such as `KubePod`. */
interface Generated {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  readonly manifest: (props: unknown) => Json;
  readonly prototype: ApiObject;
}

/** Manifest of an object, returned by `render`. */
export interface Rendered {
  readonly json: unknown;
  /** Number of characters of the manifest as JSON. Undefined if cdk8s rendered the object. */
  readonly length?: number;
}

/** Renders the props of an object, with `metadata` in place of the props' own metadata. */
type Renderer = (props: Json, metadata: Json) => Rendered;

/**
 * Number of resolvers that every cdk8s app has: for `Lazy`, for tokens, and for wrapped numbers and strings such as
 * quantities.
 */
const BUILT_IN = 3;

const ANYTHING: Form = { kind: 'anything' };

/**
 * Returns the same manifest as the `toJson` of `object`, but faster. Falls back to `toJson` if the object has patches, the
 * app has resolvers of its own, sorting of keys is disabled, or a value does not match its schema.
 */
export function render(object: ApiObject): Rendered {
  const { props, patches, metadata } = object as unknown as Inner;
  // eslint-disable-next-line no-restricted-globals -- where cdk8s says that keys stay as they are
  const isSorted = (process.env.CDK8S_DISABLE_SORT ?? '') === '';
  if (patches.length > 0 || !isSorted || App.of(object).resolvers.length > BUILT_IN) {
    return { json: toJson(object) };
  }
  try {
    return findRenderer(object)(props, metadataOf(metadata));
  } catch {
    return { json: toJson(object) }; // which says what is wrong with it
  }
}

/** Matches keys that cdk8s cannot write: it throws for `constructor` and leaves out `__proto__`. */
const ODD_KEY = /"(constructor|__proto__)":/;

type ToJson = (this: ApiObject) => unknown;

interface HasToJson {
  readonly toJson: ToJson;
}

/** Replaces the `toJson` of an `ApiObject`: also writes the keys `constructor` and `__proto__`. */
function toJsonOfAllKeys(this: ApiObject): unknown {
  return toJson(this);
}

/** Replaces `toJson` of `object`, so that keys such as `__proto__` are also written in a plain cdk8s `App`. */
export function writeAllKeys(object: ApiObject): void {
  object.toJson = toJsonOfAllKeys;
}

/**
 * Replaces `toJson` of a pod template's metadata, so that keys called `constructor`, for which cdk8s throws, are written.
 */
export function writeAllMetadataKeys(metadata: ApiObjectMetadataDefinition): void {
  const usual = metadata.toJson.bind(metadata);
  metadata.toJson = () => {
    const text = tryJson(() => jsonOf(metadataOf(metadata as unknown as InnerMetadata), ANYTHING));
    return text !== undefined && ODD_KEY.test(text) ? (JSON.parse(text) as unknown) : (usual() as unknown);
  };
}

/**
 * Returns the manifest that `object.toJson()` returns. If a key is one that cdk8s cannot write (`constructor`, `__proto__`),
 * converts the object here instead.
 * @throws if such an object has a `toJson` of its own or the app has resolvers of its own
 */
export function toJson(object: ApiObject): unknown {
  const { props, patches, metadata } = object as unknown as Inner;
  const text = tryJson(() => jsonOf(extended(props, { metadata: metadataOf(metadata) }), ANYTHING));
  if (text === undefined || !ODD_KEY.test(text)) return usualToJson(object).call(object);
  const convert = converterOf(object);
  if (convert === undefined || App.of(object).resolvers.length > BUILT_IN) {
    const [, key = ''] = ODD_KEY.exec(text) ?? [];
    const advice = "rename it, or use no resolvers and no 'toJson' of your own";
    throw errorAt(object, `the key '${key}' cannot be written by cdk8s: ${advice}`);
  }
  const json: unknown = JSON.parse(text);
  return convert(JsonPatch.apply(json, ...patches) as Json);
}

/** Returns the `toJson` that `object` would have without `writeAllKeys`. */
function usualToJson(object: HasToJson): ToJson {
  return object.toJson === toJsonOfAllKeys ? (Object.getPrototypeOf(object) as HasToJson).toJson : object.toJson;
}

function tryJson(write: () => string | undefined): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

/**
 * Returns the function that converts the props of `object` to a manifest: the converter of its generated class, or
 * `inUsualOrder` for a plain `ApiObject`. Returns undefined if the object or its class has a `toJson` of its own.
 */
function converterOf(object: ApiObject): ((props: Json) => Json) | undefined {
  const usual = usualToJson(object);
  if (usual === (ApiObject.prototype as HasToJson).toJson) return inUsualOrder;
  const made = object.constructor as unknown as Generated;
  const isGenerated = Object.hasOwn(made, 'manifest') && Object.hasOwn(made, 'GVK');
  return isGenerated && usual === (made.prototype as HasToJson).toJson ? made.manifest : undefined;
}

function inUsualOrder({ apiVersion, kind, metadata, ...rest }: Json): Json {
  return { apiVersion, kind, metadata, ...rest };
}

const styles = new WeakMap<object, Renderer>();

/**
 * Returns the function that renders objects of this class, and remembers it for the next object.
 * @throws if the object or its class has a `toJson` of its own
 */
function findRenderer(object: ApiObject): Renderer {
  const convert = converterOf(object);
  if (convert === undefined) throw new Error('has a way of its own');
  if (convert === inUsualOrder) return asItIs;
  const made = object.constructor as unknown as Generated;
  const known = styles.get(made) ?? ofClass(made);
  styles.set(made, known);
  return known;
}

function asItIs(props: Json, own: Json): Rendered {
  const text = String(jsonOf(extended(props, { metadata: own }), ANYTHING));
  return { json: inUsualOrder(JSON.parse(text) as Json), length: text.length };
}

function ofClass({ GVK: { apiVersion, kind }, manifest }: Generated): Renderer {
  const form = formOf((props) => ({ ...manifest(props), apiVersion: undefined, kind: undefined }));
  if (form?.kind !== 'fields') return () => unknown();
  const head = JSON.stringify({ apiVersion, kind }).slice(0, -1);
  return (props, metadata) => {
    const given = Object.fromEntries(
      form.fields.map(({ prop }) => [prop, prop === 'metadata' ? metadata : props[prop]]),
    );
    const text = `${head},${String(jsonOf(given, form)).slice(1)}`;
    return { json: JSON.parse(text), length: text.length };
  };
}

function unknown(): never {
  throw new Error('is converted in a way of its own');
}

/** Returns the same fields as `toJson` of the metadata. Empty fields are undefined, so they are not written. */
function metadataOf(metadata: InnerMetadata): Json {
  const { _additionalAttributes: others, name, namespace } = metadata;
  const own = {
    name,
    namespace,
    annotations: textsOf(metadata.annotations),
    finalizers: textsOf(metadata.finalizers),
    ownerReferences: textsOf(metadata.ownerReferences),
    labels: textsOf(metadata.labels),
  };
  for (const key in others) if (!Object.hasOwn(own, key)) return withOthers(others, own);
  return own;
}

/** Merges the fields that a caller added to the metadata (`others`) with the standard fields. Standard fields win. */
function withOthers(others: Json, own: Json): Json {
  const entries = Object.entries(others).map(([key, value]) => [key, isObject(value) ? textsOf(value) : value]);
  return extended(Object.fromEntries(entries) as Json, own);
}

/**
 * Resolves `Lazy` values in a list or map of strings and drops null and undefined. Returns undefined if nothing is left.
 * Throws if a value is an object.
 */
function textsOf(values: object): object | undefined {
  const texts: [string, unknown][] = [];
  for (const [key, value] of Object.entries(values)) {
    const text: unknown = value instanceof Lazy ? value.produce() : value;
    if (isObject(text)) throw new Error('is no text');
    if (text !== undefined && text !== null) texts.push([key, text]);
  }
  if (texts.length === 0) return undefined;
  return Array.isArray(values) ? texts.map(([, text]) => text) : Object.fromEntries(texts);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
