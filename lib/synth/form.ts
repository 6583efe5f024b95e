/**
 * Schema of a value: how its type is written as JSON. This file infers the schema of a generated class, and `json.ts` writes
 * values with it.
 */
export type Form =
  | { readonly kind: 'anything' }
  /** Number or string inside a wrapper object with a field `value`, such as `Quantity` and `IntOrString` of cdk8s. */
  | { readonly kind: 'choice' }
  | { readonly kind: 'date' }
  | { readonly kind: 'list'; readonly items: Form }
  | { readonly kind: 'map'; readonly values: Form }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] };

/**
 * Field of an object schema. Fields are listed in the order in which they are written; a prop that has no field is left out.
 */
export interface Field {
  /** Name of the prop in TypeScript. */
  readonly prop: string;
  /** Name of the field in the manifest, quoted and with a colon, ready to be appended to JSON: `"name":`. */
  readonly label: string;
  readonly form: Form;
}

/** Record of one part of the props. The proxy that replaces this part writes down here how a converter uses it. */
interface RecordedProp {
  readonly key: string;
  readonly parent?: RecordedProp;
  /** Schema seen so far. Starts as `anything`: a value that the converter only passes on is written without conversion. */
  form: Form;
}

/** Schema of a converter's result, and the record of the part of the props from which the result was made. */
interface Converted {
  readonly form: Form;
  readonly from: RecordedProp;
}

const STAND_IN = Symbol('stand-in');
const ANY_KEY = 'any key';
const ANYTHING: Form = { kind: 'anything' };

/** Maximum depth of a schema. Only recursive types of Kubernetes, such as `JSONSchemaProps`, are deeper. */
const DEEPEST = 40;

/**
 * Infers the schema of a generated converter, such as `toJson_PodSpec`: calls `convert` once with a proxy that records how
 * each prop is used. Returns undefined if the type is recursive or if `convert` does something that generated converters
 * never do.
 */
export function formOf(convert: (props: never) => unknown): Form | undefined {
  const props: RecordedProp = { key: '', form: ANYTHING };
  try {
    const { form, from } = read(convert(createRecordingProxy(props, 0) as never));
    return from === props ? form : undefined;
  } catch {
    return undefined;
  }
}

function createRecordingProxy(noted: RecordedProp, depth: number): object {
  if (depth > DEEPEST) throw new Error('contains itself');
  const part = (key: string): object => createRecordingProxy({ key, parent: noted, form: ANYTHING }, depth + 1);
  const self: object = new Proxy(
    {},
    {
      get(_, key) {
        if (key === STAND_IN) return noted;
        if (typeof key === 'symbol') throw new Error('is asked for what no value has');
        if (key === 'toISOString') return () => note(noted, self, { kind: 'date' });
        if (key !== 'map') return part(key);
        return (convert: (item: object) => unknown) =>
          note(noted, self, { kind: 'list', items: read(convert(part(ANY_KEY))).form });
      },
      ownKeys: () => [ANY_KEY],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  );
  return self;
}

function note<T>(noted: RecordedProp, self: T, form: Form): T {
  noted.form = form;
  return self;
}

/** Returns the schema of a converter's result. Throws if `result` does not come from exactly one object of the props. */
function read(result: unknown): Converted {
  if (typeof result !== 'object' || result === null) throw new Error('does not come from the props');
  const from = (result as { [STAND_IN]?: RecordedProp })[STAND_IN];
  if (from !== undefined) return { form: from.form, from };
  const given = Object.entries(result).filter(([, part]) => part !== undefined);
  const parts = given.map(([name, part]) => ({ name, ...readPart(name, part) }));
  const parents = new Set(parts.map((part) => part.from.parent));
  const [parent] = parents;
  if (parent === undefined || parents.size > 1) throw new Error('comes from several values');
  const [values] = parts.filter(({ name }) => name === ANY_KEY).map(({ form }) => form);
  if (values !== undefined) return { form: { kind: 'map', values }, from: parent };
  const fields = parts.map(({ name, form, from: { key: prop } }) => ({
    prop,
    label: `${JSON.stringify(name)}:`,
    form,
  }));
  return { form: { kind: 'fields', fields }, from: parent };
}

/**
 * Returns the schema of one field of a converter's result. Reading `.value` of a prop means that the prop is a wrapper
 * (`choice`), unless the prop itself is called `value`.
 */
function readPart(name: string, result: unknown): Converted {
  const part = read(result);
  const { key, parent } = part.from;
  const isChoice = key === 'value' && (name !== 'value' || parent?.key === 'value');
  return isChoice && parent !== undefined ? { form: { kind: 'choice' }, from: parent } : part;
}
