/** A name that was likely meant: at most a third of its letters are others, left out or too many. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known.map((other) => ({ other, distance: distance(name, other) }));
  const [best] = ranked.sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1));
  return best !== undefined && best.distance <= Math.max(name.length, best.other.length) / 3 ? best.other : undefined;
}

/** The question for the end of an error. */
export function hint(name: string, known: readonly string[]): string | undefined {
  const likely = nearest(name, known);
  return likely === undefined ? undefined : `did you mean '${likely}'?`;
}

/** How many letters must be put in, taken out or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
