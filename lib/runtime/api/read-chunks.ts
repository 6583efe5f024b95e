/**
 * Maximum number of characters of a response. A page has up to 500 objects of at most 1.5 MiB, mostly less than 20 KiB; a
 * string in V8 has at most 512 MiB.
 */
export const MAX_RESPONSE = 256 * 2 ** 20;

/** Maximum number of characters of a line of a watch. Each line is one object. */
export const MAX_LINE = 16 * 2 ** 20;

/** Maximum number of characters of an error response. The rest is not read. */
export const MAX_ERROR = 64 * 2 ** 10;

/** Error for a string with more characters than its limit. */
export class TooLongError extends Error {
  constructor(public readonly limit: number) {
    super(`more than ${limit} characters`);
    this.name = 'TooLong';
  }
}

/**
 * Returns the chunks joined to one string.
 *
 * @throws TooLong if the string has more than `limit` characters
 */
export async function readAll(pieces: AsyncIterable<string>, limit: number): Promise<string> {
  let whole = '';
  for await (const piece of pieces) {
    whole += piece;
    if (whole.length > limit) throw new TooLongError(limit);
  }
  return whole;
}

/** Returns the first `limit` characters of the chunks, and reads no further. */
export async function readFirst(pieces: AsyncIterable<string>, limit: number): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= limit) break;
  }
  return text.slice(0, limit);
}

/**
 * Yields the lines of a string that arrives in chunks, without empty lines.
 *
 * @throws TooLong if an unfinished line has more than `limit` characters
 */
export async function* readLines(pieces: AsyncIterable<string>, limit: number): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const end = piece.lastIndexOf('\n') + 1;
    if (end > 0) {
      yield* `${rest}${piece.slice(0, end)}`.split('\n').filter((line) => line !== '');
      rest = '';
    }
    rest += piece.slice(end);
    if (rest.length > limit) throw new TooLongError(limit);
  }
  if (rest !== '') yield rest;
}
