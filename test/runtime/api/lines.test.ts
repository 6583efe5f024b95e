import * as fc from 'fast-check';
import { linesOf } from '../../../lib/runtime/api/lines';

async function lines(...pieces: string[]): Promise<string[]> {
  const all: string[] = [];
  const source = async function* (): AsyncGenerator<string> {
    await Promise.resolve();
    yield* pieces;
  };
  for await (const line of linesOf(source())) all.push(line);
  return all;
}

test('law: lines are those of the whole text, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'bc', '\n', '\n\n', 'd\ne')), async (pieces) => {
      expect(await lines(...pieces)).toEqual(pieces.join('').split('\n').filter((line) => line !== '')); // prettier-ignore
    }),
  );
});
