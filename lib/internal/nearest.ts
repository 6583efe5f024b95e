/**
 * Returns the known name that `name` most likely stands for: at most a third of the characters differ, are missing, extra or
 * swapped.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((other) => ({ other, distance: distance(name, other) }));
  const [best] = ranked.sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1));
  return best !== undefined && best.distance <= Math.max(name.length, best.other.length) / 3 ? best.other : undefined;
}

/** Returns `did you mean '…'?` for the end of an error message; undefined if no known name is close. */
export function hint(name: string, known: readonly string[]): string | undefined {
  const likely = nearest(name, known);
  return likely === undefined ? undefined : `did you mean '${likely}'?`;
}

/** How many letters must be put in, taken out, replaced, or swapped with the next one: of each beginning to each beginning. */
function distance(a: string, b: string): number {
  const rows: number[][] = [];
  const at = (i: number, j: number): number => Number(rows[i]?.[j]);
  for (let i = 0; i <= a.length; i += 1) {
    const row: number[] = [];
    rows.push(row);
    for (let j = 0; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = [
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + other,
        isSwapped ? at(i - 2, j - 2) + 1 : Infinity,
      ];
      row.push(i === 0 || j === 0 ? i + j : Math.min(...steps));
    }
  }
  return at(a.length, b.length);
}
