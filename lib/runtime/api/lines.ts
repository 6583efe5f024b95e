/** The lines of a text that comes in pieces, but those that are empty. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const known = rest + piece;
    const end = known.lastIndexOf('\n') + 1;
    rest = known.slice(end);
    yield* known
      .slice(0, end)
      .split('\n')
      .filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}
