import { Screen } from '../../lib/cli/screen';
import { World } from '../../lib/cli/world';

/** A screen, and what is written on it. */
function aScreen(isTerminal: boolean): { screen: Screen; written: string[] } {
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text) };
  return { screen: new Screen({ stdout: sink, stderr: sink, isTerminal, columns: 12 } as unknown as World), written };
}

test('control characters of others are written in letters, and do not steer the terminal', () => {
  const { screen, written } = aScreen(false);
  screen.print('a\u001b[2Jb\u009b1m\r\u007f\tc\nd');
  screen.say('\u0007');
  screen.tell('', '\u001b');
  expect(written).toEqual(['a^[[2Jb^[1m^M^?\tc\nd\n', 'mar: ^G\n', 'mar: ^[\n']);
});

test('what goes on is one line that fits, until something is printed', () => {
  const { screen, written } = aScreen(true);
  screen.tell('one', '');
  screen.tell('one', '');
  screen.tell('a line\nthat is \u001b too long', '');
  screen.print('data');
  expect(written).toEqual(['\r\u001b[Kone', '\r\u001b[Ka line tha…', '\r\u001b[K', 'data\n']);
});
