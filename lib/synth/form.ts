/** How the values of a type are written. */
export type Form =
  | { readonly kind: 'anything' }
  /** A number or a text, in a class that says which. */
  | { readonly kind: 'choice' }
  | { readonly kind: 'date' }
  | { readonly kind: 'list'; readonly items: Form }
  | { readonly kind: 'map'; readonly values: Form }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] };

/** A field, in the order in which its object is written; what no field names is left out. */
export interface Field {
  /** What the props call it. */
  readonly prop: string;
  /** What Kubernetes does, as JSON: `"name":`. */
  readonly label: string;
  readonly form: Form;
}

/** A value that stands in for a part of the props, and notes what is done with it. */
interface StandIn {
  readonly key: string;
  readonly parent?: StandIn;
  /** None so far: then it is written as it is. */
  form: Form;
}

/** What a converter made of a value, and the value. */
interface Converted {
  readonly form: Form;
  readonly from: StandIn;
}

const STAND_IN = Symbol('stand-in');
const ANY_KEY = 'any key';
const ANYTHING: Form = { kind: 'anything' };

/** No type of Kubernetes goes deeper, other than those that contain themselves. */
const DEEPEST = 40;

/**
 * What a generated converter, such as `toJson_PodSpec`, makes of its argument: learnt by giving it one that notes what is
 * done with it. Undefined if it does what generated converters do not do, or its type contains itself.
 */
export function formOf(convert: (props: never) => unknown): Form | undefined {
  const props: StandIn = { key: '', form: ANYTHING };
  try {
    const { form, from } = read(convert(standIn(props, 0) as never));
    return from === props ? form : undefined;
  } catch {
    return undefined;
  }
}

function standIn(noted: StandIn, depth: number): object {
  if (depth > DEEPEST) throw new Error('contains itself');
  const part = (key: string): object => standIn({ key, parent: noted, form: ANYTHING }, depth + 1);
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

function note<T>(noted: StandIn, self: T, form: Form): T {
  noted.form = form;
  return self;
}

/** Reads a form off the result of a converter. */
function read(result: unknown): Converted {
  if (typeof result !== 'object' || result === null) throw new Error('does not come from the props');
  const from = (result as { [STAND_IN]?: StandIn })[STAND_IN];
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

/** What is called `value` is a field of that name, or what a class says that is a number or a text. */
function readPart(name: string, result: unknown): Converted {
  const part = read(result);
  const { key, parent } = part.from;
  const isChoice = key === 'value' && (name !== 'value' || parent?.key === 'value');
  return isChoice && parent !== undefined ? { form: { kind: 'choice' }, from: parent } : part;
}
