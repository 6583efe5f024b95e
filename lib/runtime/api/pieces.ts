/** Characters of an answer. A page has 500 objects, of at most 1.5 MiB each and mostly less than 20 KiB; V8 has no longer strings than 512 MiB. */
export const MAX_ANSWER = 256 * 2 ** 20;

/** Characters of a line of a watch, which is one object. */
export const MAX_LINE = 16 * 2 ** 20;

/** Characters of an answer that says why the server refuses. */
export const MAX_ERROR = 64 * 2 ** 10;

/** Text has come to more characters than there can be. */
export class TooLong extends Error {
  constructor(public readonly limit: number) {
    super(`more than ${limit} characters`);
    this.name = 'TooLong';
  }
}

/** Returns all pieces of a text. @throws TooLong */
export async function wholeOf(pieces: AsyncIterable<string>, limit: number): Promise<string> {
  let whole = '';
  for await (const piece of pieces) {
    whole += piece;
    if (whole.length > limit) throw new TooLong(limit);
  }
  return whole;
}

/** Returns the beginning of a text, and reads no further. */
export async function firstOf(pieces: AsyncIterable<string>, limit: number): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= limit) break;
  }
  return text.slice(0, limit);
}

/** The lines of a text that comes in pieces, but those that are empty. @throws TooLong */
export async function* linesOf(pieces: AsyncIterable<string>, limit: number): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const end = piece.lastIndexOf('\n') + 1;
    if (end > 0) {
      yield* `${rest}${piece.slice(0, end)}`.split('\n').filter((line) => line !== '');
      rest = '';
    }
    rest += piece.slice(end);
    if (rest.length > limit) throw new TooLong(limit);
  }
  if (rest !== '') yield rest;
}
