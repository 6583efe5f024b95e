import { splitLines, trimSpaces } from './lines';

/** Name and value of a property. The value is undefined if the property is not set. */
export type Pair = readonly [name: string, value: string | undefined];

/**
 * Returns a line `name:    value` per entry, with the values aligned. Leaves out entries without a value, and indents
 * further lines of a value to its column.
 */
export function pairs(entries: readonly Pair[]): string[] {
  const known = entries.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const width = Math.max(...known.map(({ name }) => name.length)) + 4;
  return known.flatMap(({ name, value }) =>
    splitLines(trimSpaces(value)).map((line, i) => (i === 0 ? `${name}:` : '').padEnd(width) + line),
  );
}
