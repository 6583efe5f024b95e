/** A term, and the words about it. */
export type Row = readonly [term: string, words: string];

/** Words get so many columns at least: where that is more than there are, they stand below their term. */
const NARROWEST = 30;

/** Lines of no more columns than that, unless a word is longer. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (longer.length > columns) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

/** Rows in two columns, which are aligned with those of all rows of a text. */
export function beside(rows: readonly Row[], columns: number, all = rows): string {
  const widest = Math.max(...all.map(([term]) => term.length));
  const isBelow = columns - widest - 4 < NARROWEST;
  const margin = ' '.repeat(isBelow ? 6 : widest + 4);
  const lines = rows.map(([term, words]) => {
    const text = wrapped(words, columns - margin.length).join(`\n${margin}`);
    return isBelow ? `  ${term}\n${margin}${text}` : `  ${term.padEnd(widest)}  ${text}`;
  });
  return lines.join('\n');
}
