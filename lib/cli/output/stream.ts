import { Columns } from './columns';
import { dataLines, jsonLine } from './data';

type Row = readonly (string | undefined)[];

/** What is printed of values that come one after the other. */
export interface Streamed<T> {
  readonly name: (value: T) => string;
  readonly details: (value: T) => readonly string[];
  /** The heads of a table. */
  readonly head: Row;
  readonly cells: (value: T) => Row;
}

/** Lines for values as they come: JSON is a line and YAML a document for each, and a table has its heads once. */
export function stream<T>(
  form: string,
  { name, details, head, cells }: Streamed<T>,
): (values: readonly T[]) => string[] {
  if (form === 'json') return (values) => values.map(jsonLine);
  if (form === 'yaml') return (values) => values.flatMap((value) => ['---', ...dataLines(form, value)]);
  if (form === 'name') return (values) => values.map(name);
  if (form === 'details') return (values) => values.flatMap((value) => [...details(value), '']);
  const columns = new Columns();
  const heads = [head];
  return (values) => columns.lines([...heads.splice(0), ...values.map(cells)]);
}
