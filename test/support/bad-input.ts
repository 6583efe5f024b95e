import * as path from 'node:path';

/** Bad input: what it is, a program that gives it, and the whole error. */
export type Refusal = [what: string, program: () => unknown, message: string];

/** What JavaScript, JSON and casts give, whatever is wanted. */
export function given(value: unknown): never {
  return value as never;
}

/** What errors advise where an amount, or an object, is wanted. */
export const CPU_ADVICE = 'give an amount such as Cpu.millis(500) or Cpu.units(2)';
export const SIZE_ADVICE = 'give an amount such as Size.mebibytes(512) or Size.gibibytes(4)';
export const OBJECT_ADVICE = "give one, as in '{ … }'";

const LIBRARY = path.resolve(__dirname, '../../lib');

/** Tests that each is refused, by an error whose stack leads to the line of the test that gave it. */
export function expectRefusals(rows: Refusal[], testFile: string): void {
  test.each(rows)('fails when given %s, and says where, what and what to do', (_, program, message) => {
    expect(program).toThrow(new Error(message));
  });

  test.each(rows)('blames the line that gave %s', (_, program) => {
    const frames = stackOf(program)
      .split('\n')
      .filter((line) => /^\s+at .*\.ts:\d/.test(line));
    const caller = frames.find((line) => !line.includes(LIBRARY));
    expect(caller).toContain(path.basename(testFile));
  });
}

function stackOf(program: () => unknown): string {
  try {
    program();
  } catch (error) {
    return (error as Error).stack ?? '';
  }
  return '';
}
