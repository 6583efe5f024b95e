import { splitLines, trimSpaces } from './lines';

/** A name and its value, if it has one. */
export type Pair = readonly [name: string, value: string | undefined];

/** Lines of names and values, aligned, without those that have none; a value of several lines stays in its column. */
export function pairs(entries: readonly Pair[]): string[] {
  const known = entries.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const width = Math.max(...known.map(({ name }) => name.length)) + 4;
  return known.flatMap(({ name, value }) =>
    splitLines(trimSpaces(value)).map((line, i) => (i === 0 ? `${name}:` : '').padEnd(width) + line),
  );
}
