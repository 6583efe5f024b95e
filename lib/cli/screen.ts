import { World } from './world';

/** Takes the cursor to the beginning of the line and clears that. */
const CLEAR = '\r\u001b[K';

/** Where everything is printed: data, messages, and on a terminal a line that says what is going on. */
export class Screen {
  private going = '';

  constructor(private readonly world: World) {}

  /** Data. */
  public print(text: string): void {
    this.replace('');
    this.world.stdout.write(`${harmless(text)}\n`);
  }

  /** A message for people. */
  public say(message: string): void {
    this.replace('');
    this.world.stderr.write(`mar: ${harmless(message)}\n`);
  }

  /** What is going on: on a terminal until something is printed, else a message. */
  public tell(going: string, plain: string): void {
    const { isTerminal, columns } = this.world;
    const line = harmless(going).replace(/\s+/g, ' ');
    if (isTerminal) this.replace(line.length < columns ? line : `${line.slice(0, columns - 2)}…`);
    else this.say(plain);
  }

  private replace(line: string): void {
    if (this.going !== line) this.world.stderr.write(`${CLEAR}${line}`);
    this.going = line;
  }
}

/**
 * With control characters in letters, as kubectl writes them: names and messages of others must not steer the terminal.
 * @see https://nvd.nist.gov/vuln/detail/CVE-2021-25743
 */
function harmless(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (control) => `^${String.fromCharCode((control.charCodeAt(0) & 0x7f) ^ 0x40)}`);
}
