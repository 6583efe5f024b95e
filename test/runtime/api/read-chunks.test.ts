import * as fc from 'fast-check';
import { readFirst, readLines, TooLongError, readAll } from '../../../lib/runtime/api/read-chunks';

async function lines(...pieces: string[]): Promise<string[]> {
  const all: string[] = [];
  const source = async function* (): AsyncGenerator<string> {
    await Promise.resolve();
    yield* pieces;
  };
  for await (const line of readLines(source(), 100)) all.push(line);
  return all;
}

test('law: lines are those of the whole text, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'bc', '\n', '\n\n', 'd\ne'), { maxLength: 40 }), async (pieces) => {
      expect(await lines(...pieces)).toEqual(pieces.join('').split('\n').filter((line) => line !== '')); // prettier-ignore
    }),
  );
});

async function* pieces(...all: string[]): AsyncGenerator<string> {
  await Promise.resolve();
  yield* all;
}

test('text is read up to a limit', async () => {
  expect(await readAll(pieces('abc', 'de'), 5)).toBe('abcde');
  await expect(readAll(pieces('abc', 'de', 'f'), 5)).rejects.toEqual(new TooLongError(5));
  expect(await readFirst(pieces('abc', 'de', 'f'), 5)).toBe('abcde');
  expect(await readFirst(pieces('abc'), 5)).toBe('abc');
});

test('a line has a limit, and all of them together have none', async () => {
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of readLines(pieces('abc\nde', 'f\n', 'abcd', 'e', 'f'), 5)) lines.push(line);
  })();
  await expect(reading).rejects.toEqual(new TooLongError(5));
  expect(lines).toEqual(['abc', 'def']);
});
