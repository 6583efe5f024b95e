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

/** How many letters must be put in, taken out or replaced: of each beginning of the one, to each beginning of the other. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i += 1) {
    let left = i + 1;
    before = before.map((above, j) => {
      if (j > 0) left = Math.min(Number(before[j - 1]) + (a[i] === b[j - 1] ? 0 : 1), above + 1, left + 1);
      return left;
    });
  }
  return Number(before.at(-1));
}
