import { ApiObject, App, Lazy } from 'cdk8s';

/** What of an object cdk8s keeps to itself; `test/synth/equivalence.test.ts` sees to it that it is still there. */
interface Inner {
  readonly props: Readonly<Record<string, unknown>>;
  readonly patches: readonly unknown[];
}

type Json = Record<string, unknown>;

/** What cdk8s resolves by itself: `Lazy`, tokens, and numbers or texts such as quantities. */
const BUILT_IN = 3;

/**
 * What an object writes: that of its `toJson`, in half of the time. For each value of an object, cdk8s asks all resolvers of the app,
 * which it looks for, and spells out the path to it. Where an app has none of its own, and the object no patches, nobody needs that.
 */
export function render(object: ApiObject): unknown {
  const { props, patches } = object as unknown as Inner;
  const convert = converterOf(object);
  // eslint-disable-next-line no-restricted-globals -- where cdk8s says that keys stay as they are
  const isSorted = (process.env.CDK8S_DISABLE_SORT ?? '') === '';
  if (convert === undefined || patches.length > 0 || !isSorted || App.of(object).resolvers.length > BUILT_IN) {
    return object.toJson();
  }
  try {
    const { apiVersion, kind, metadata, ...rest } = cleaned({
      ...props,
      metadata: object.metadata.toJson() as Json,
    }) as Json;
    return convert({ apiVersion, kind, metadata, ...rest });
  } catch {
    return object.toJson(); // which says what is wrong with it
  }
}

/** How the class of an object writes its props; undefined where the class, or the object, has a way of its own. */
function converterOf(object: ApiObject): ((json: Json) => unknown) | undefined {
  if (object.toJson === ApiObject.prototype.toJson) return (json) => json;
  const made = object.constructor as { manifest?: (props: Json) => unknown; prototype: ApiObject };
  const isGenerated = Object.hasOwn(made, 'manifest') && Object.hasOwn(made, 'GVK');
  return isGenerated && object.toJson === made.prototype.toJson ? made.manifest : undefined;
}

/** A value without what is lazy or null, its keys sorted: what `resolve` and `sanitizeValue` of cdk8s make of it together. */
function cleaned(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (value instanceof Lazy) return cleaned(value.produce());
  if (isToken(value)) return cleaned(value.resolve());
  if (Array.isArray(value)) return value.map(cleaned);
  return value.constructor === Object ? fieldsOf(value) : unionOf(value);
}

function isToken(value: object): value is { resolve: () => unknown } {
  return 'resolve' in value && typeof value.resolve === 'function';
}

function fieldsOf(value: object): Json {
  const fields = value as Json;
  const result: Json = {};
  for (const key of Object.keys(fields).sort()) {
    const field = cleaned(fields[key]);
    if (field !== undefined) result[key] = field;
  }
  return result;
}

/** What may be a number or a text; anything else is for cdk8s to refuse. */
function unionOf(value: object): Json {
  const inner = 'value' in value ? value.value : undefined;
  if (typeof inner !== 'number' && typeof inner !== 'string') throw new Error('of no class that can be written');
  return { value: inner };
}
