import { Columns } from './columns';
import { dataText } from './data';

type Row = readonly (string | undefined)[];

/** What is printed of values that come one after the other. */
export interface Streamed<T> {
  readonly name: (value: T) => string;
  readonly details: (value: T) => string;
  /** The heads of a table. */
  readonly head: Row;
  readonly cells: (value: T) => Row;
}

/** Lines for values as they come: JSON is a line and YAML a document for each, and a table has its heads once. */
export function stream<T>(
  form: string,
  { name, details, head, cells }: Streamed<T>,
): (values: readonly T[]) => string[] {
  if (form === 'json') return (values) => values.map((value) => JSON.stringify(value));
  if (form === 'yaml') return (values) => values.map((value) => `---\n${dataText(form, value)}`);
  if (form === 'name') return (values) => values.map(name);
  if (form === 'details') return (values) => values.map((value) => `${details(value)}\n`);
  const columns = new Columns();
  const heads = [head];
  return (values) => columns.lines([...heads.splice(0), ...values.map(cells)]);
}
