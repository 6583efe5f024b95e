import * as fc from 'fast-check';
import { firstOf, linesOf, TooLong, wholeOf } from '../../../lib/runtime/api/pieces';

async function lines(...pieces: string[]): Promise<string[]> {
  const all: string[] = [];
  const source = async function* (): AsyncGenerator<string> {
    await Promise.resolve();
    yield* pieces;
  };
  for await (const line of linesOf(source(), 100)) all.push(line);
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
  expect(await wholeOf(pieces('abc', 'de'), 5)).toBe('abcde');
  await expect(wholeOf(pieces('abc', 'de', 'f'), 5)).rejects.toEqual(new TooLong(5));
  expect(await firstOf(pieces('abc', 'de', 'f'), 5)).toBe('abcde');
  expect(await firstOf(pieces('abc'), 5)).toBe('abc');
});

test('a line has a limit, and all of them together have none', async () => {
  const lines: string[] = [];
  const reading = (async () => {
    for await (const line of linesOf(pieces('abc\nde', 'f\n', 'abcd', 'e', 'f'), 5)) lines.push(line);
  })();
  await expect(reading).rejects.toEqual(new TooLong(5));
  expect(lines).toEqual(['abc', 'def']);
});
