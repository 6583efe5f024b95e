/** Rows as aligned columns: those in front to the left, the others, which are numbers, to the right. A line is under the first row. */
export function table(rows: readonly (readonly string[])[], toTheLeft: number): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const lines = rows.map((row) =>
    widths
      .map((width, i) => (i < toTheLeft ? (row[i] ?? '').padEnd(width) : (row[i] ?? '').padStart(width)))
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return `${lines.join('\n')}\n`;
}
