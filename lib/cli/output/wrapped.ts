/** Term of the help, such as an option, and its description. */
export type Row = readonly [term: string, words: string];

/** Minimum width of the descriptions in columns. On narrower terminals the descriptions are below their terms. */
const NARROWEST = 30;

/** Wraps `text` into lines of at most `columns` characters. A longer word gets a line of its own. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (longer.length > columns) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

/**
 * Formats `rows` as terms with their descriptions beside them. The width of the first column is that of the longest term in
 * `all`, so that several lists of one help page line up.
 */
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
