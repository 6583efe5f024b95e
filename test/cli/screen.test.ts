import { Screen } from '../../lib/cli/screen';
import { CliHost } from '../../lib/cli/world';

/** A screen, and what is written on it. */
function aScreen(isTerminal: boolean): { screen: Screen; written: string[] } {
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text) };
  const ask: CliHost['ask'] = (question) => Promise.resolve(String(written.push(question)));
  return { screen: new Screen({ stdout: sink, stderr: sink, ask, isTerminal, columns: 12 }), written };
}

test('control characters of others are spelled out, and do not steer the terminal', async () => {
  const { screen, written } = aScreen(false);
  screen.print(['a\u001b[2Jb\u009b1m\r\u007f\tc\nd']);
  screen.say('\u0007');
  screen.tell('', '\u001b');
  await screen.ask('\u202eno\n?');
  expect(written).toEqual(['a\\x1b[2Jb\\x9b1m\\r\\x7f\\tc\\nd\n', 'mar: \\x07\n', 'mar: \\x1b\n', '\\u202eno\\n?']);
});

test('further lines of a message are indented, so that none looks like a message of its own', () => {
  const { screen, written } = aScreen(false);
  screen.say('one\r\nmar: two\n\tthree');
  expect(written).toEqual(['mar: one\n     mar: two\n         three\n']);
});

test('what goes on is one line that fits, until something is printed', () => {
  const { screen, written } = aScreen(true);
  screen.tell('one', '');
  screen.tell('one', '');
  screen.tell('a line\nthat is too long', '');
  screen.print(['data']);
  expect(written).toEqual(['\r\u001b[Kone', '\r\u001b[Ka line tha…', '\r\u001b[K', 'data\n']);
});

test('a line that is written over fits after it is escaped', () => {
  const { screen, written } = aScreen(true);
  screen.tell('\u001b\u001b\u001b', '');
  expect(written).toEqual(['\r\u001b[K\\x1b\\x1b\\x…']);
});
