import { Columns } from './columns';
import { dataLines, jsonLine } from './data';

type Row = readonly (string | undefined)[];

/** Functions that format a value for each output format of `--watch`. */
export interface Streamed<T> {
  readonly name: (value: T) => string;
  readonly details: (value: T) => readonly string[];
  /** Column headings of the table. */
  readonly head: Row;
  readonly cells: (value: T) => Row;
}

/**
 * Returns a function that formats batches of values as lines, for the output format `form`. JSON has one line and YAML one
 * document per value. A table has its column headings before the first batch only.
 */
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
