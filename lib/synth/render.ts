import { ApiObject, ApiObjectMetadataDefinition, App, JsonPatch, Lazy } from 'cdk8s';
import { extended } from '../internal/collections';
import { errorAt } from '../internal/errors';
import { Form, formOf } from './form';
import { jsonOf } from './json';

type Json = Readonly<Record<string, unknown>>;

/** What cdk8s keeps to itself; `test/synth/equivalence.test.ts` sees to it that it is still there. */
interface Inner {
  readonly props: Json;
  readonly patches: readonly JsonPatch[];
  readonly metadata: InnerMetadata;
}

/** The same of its metadata. */
interface InnerMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly annotations: object;
  readonly finalizers: object;
  readonly ownerReferences: object;
  readonly labels: object;
  readonly _additionalAttributes: Json;
}

/** A class of one kind of objects, as cdk8s generates it. */
interface Generated {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  readonly manifest: (props: unknown) => Json;
  readonly prototype: ApiObject;
}

/** What an object writes. */
export interface Rendered {
  readonly json: unknown;
  /** Its characters as JSON; unknown of what cdk8s wrote. */
  readonly length?: number;
}

/** Writes the props of an object, and its metadata in the place of theirs. */
type Style = (props: Json, metadata: Json) => Rendered;

/** What cdk8s resolves by itself: `Lazy`, tokens, and numbers or texts such as quantities. */
const BUILT_IN = 3;

const ANYTHING: Form = { kind: 'anything' };

/**
 * What an object writes: that of its `toJson`, in a quarter of the time. For each value of an object, cdk8s asks all resolvers of the
 * app, spells out the path to it and copies it three times, then once more for each field beside it. Where an app has no resolver of its
 * own, and an object no patches, it is written as JSON at once.
 */
export function render(object: ApiObject): Rendered {
  const { props, patches, metadata } = object as unknown as Inner;
  // eslint-disable-next-line no-restricted-globals -- where cdk8s says that keys stay as they are
  const isSorted = (process.env.CDK8S_DISABLE_SORT ?? '') === '';
  if (patches.length > 0 || !isSorted || App.of(object).resolvers.length > BUILT_IN) {
    return { json: toJson(object) };
  }
  try {
    return styleOf(object)(props, metadataOf(metadata));
  } catch {
    return { json: toJson(object) }; // which says what is wrong with it
  }
}

/** Keys that cdk8s cannot write: it fails for the first, and leaves out the other. */
const ODD_KEY = /"(constructor|__proto__)":/;

type ToJson = (this: ApiObject) => unknown;

interface HasToJson {
  readonly toJson: ToJson;
}

/** A `toJson` that writes all keys. */
function toJsonOfAllKeys(this: ApiObject): unknown {
  return toJson(this);
}

/** Makes an object write keys such as `__proto__` in a stock `App` too. */
export function writeAllKeys(object: ApiObject): void {
  object.toJson = toJsonOfAllKeys;
}

/** Makes the metadata of a pod template write keys called `constructor`, on which cdk8s fails. */
export function writeAllMetadataKeys(metadata: ApiObjectMetadataDefinition): void {
  const usual = metadata.toJson.bind(metadata);
  metadata.toJson = () => {
    const text = tryJson(() => jsonOf(metadataOf(metadata as unknown as InnerMetadata), ANYTHING));
    return text !== undefined && ODD_KEY.test(text) ? (JSON.parse(text) as unknown) : (usual() as unknown);
  };
}

/**
 * Returns what the `toJson` of an object returns. If a key of the object is one that cdk8s cannot write, does the same here.
 * @throws if such an object needs what only cdk8s can do
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

/** Returns the `toJson` that an object has of itself or of its class. */
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

/** Finds how an object becomes its manifest: as it is, or by the converter of its class. Undefined if it has a way of its own. */
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

const styles = new WeakMap<object, Style>();

/** @throws where the class, or the object, has a way of its own */
function styleOf(object: ApiObject): Style {
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

function ofClass({ GVK: { apiVersion, kind }, manifest }: Generated): Style {
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

/** What `toJson` of metadata makes of it: what is empty is left out. */
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

/** What else a caller said of it. */
function withOthers(others: Json, own: Json): Json {
  const entries = Object.entries(others).map(([key, value]) => [key, isObject(value) ? textsOf(value) : value]);
  return extended(Object.fromEntries(entries) as Json, own);
}

/** What is resolved of texts; undefined if there are none. */
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
