import { escapeLine } from '../internal/escape-text';
import { foldSpaces, splitLines } from './output/lines';
import { CliHost } from './world';

/** Control sequence that moves the cursor to the start of the line and clears the line. */
const CLEAR = '\r\u001b[K';

/**
 * Prefix of the first line of a message. Further lines are indented, so that text from outside cannot pass for a message of
 * `mar`.
 */
const PREFIX = 'mar: ';

/**
 * Prints all output: data, messages and, on a terminal, a progress line. Commands write to the terminal only through this
 * class. It escapes each line, so that control characters in names and messages from outside have no effect on the terminal.
 */
export class Screen {
  private going = '';

  constructor(private readonly world: Pick<CliHost, 'stdout' | 'stderr' | 'ask' | 'isTerminal' | 'columns'>) {}

  /** Prints lines of data to stdout. Escapes line feeds within a line too. */
  public print(lines: readonly string[]): void {
    this.replace('');
    this.world.stdout.write(joinEscaped(lines));
  }

  /** Prints a message for the user to stderr. */
  public say(message: string): void {
    this.replace('');
    const [first = '', ...others] = splitLines(message);
    this.world.stderr.write(
      joinEscaped([`${PREFIX}${first}`, ...others.map((line) => `${' '.repeat(PREFIX.length)}${line}`)]),
    );
  }

  /**
   * Shows progress. On a terminal, `going` is a progress line until the next output; otherwise `plain` is printed as a
   * message.
   */
  public tell(going: string, plain: string): void {
    const { isTerminal, columns } = this.world;
    const line = escapeLine(foldSpaces(going));
    if (isTerminal) this.replace(line.length < columns ? line : `${line.slice(0, columns - 2)}…`);
    else this.say(plain);
  }

  /** Returns true if there is a terminal at which the user can be asked. */
  public get canAsk(): boolean {
    return this.world.ask !== undefined;
  }

  /** Prints `question` and returns the user's answer. Returns an empty string if the user gives none, or there is no terminal. */
  public async ask(question: string): Promise<string> {
    return (await this.world.ask?.(escapeLine(question))) ?? '';
  }

  /** Replaces the progress line on stderr. Control characters are written only here. */
  private replace(line: string): void {
    if (this.going !== line) this.world.stderr.write(`${CLEAR}${line}`);
    this.going = line;
  }
}

function joinEscaped(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) text += `${escapeLine(line)}\n`;
  return text;
}
