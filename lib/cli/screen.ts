import { escapeLine } from '../internal/escape-text';
import { foldSpaces, splitLines } from './output/lines';
import { World } from './world';

/** Takes the cursor to the beginning of the line and clears that. */
const CLEAR = '\r\u001b[K';

/** Stands before each message. Its further lines are indented, so that no message of others looks like one of ours. */
const PREFIX = 'mar: ';

/**
 * Prints everything: data, messages, and on a terminal a progress line. Commands have no other way to the terminal, and each line is
 * escaped here, so that names and messages from outside cannot steer it.
 */
export class Screen {
  private going = '';

  constructor(private readonly world: Pick<World, 'stdout' | 'stderr' | 'ask' | 'isTerminal' | 'columns'>) {}

  /** Prints data. A line feed within a line is escaped too. */
  public print(lines: readonly string[]): void {
    this.replace('');
    this.world.stdout.write(joinEscaped(lines));
  }

  /** Prints a message for people. */
  public say(message: string): void {
    this.replace('');
    const [first = '', ...others] = splitLines(message);
    this.world.stderr.write(
      joinEscaped([`${PREFIX}${first}`, ...others.map((line) => `${' '.repeat(PREFIX.length)}${line}`)]),
    );
  }

  /** What is going on: on a terminal until something is printed, else a message. */
  public tell(going: string, plain: string): void {
    const { isTerminal, columns } = this.world;
    const line = escapeLine(foldSpaces(going));
    if (isTerminal) this.replace(line.length < columns ? line : `${line.slice(0, columns - 2)}…`);
    else this.say(plain);
  }

  /** Returns true if somebody sits at the terminal. */
  public get canAsk(): boolean {
    return this.world.ask !== undefined;
  }

  /** Asks the person at the terminal. Returns an empty string if there is no answer. */
  public async ask(question: string): Promise<string> {
    return (await this.world.ask?.(escapeLine(question))) ?? '';
  }

  /** Replaces the progress line. The only place that writes control characters. */
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
