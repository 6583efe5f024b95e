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
    this.world.stdout.write(`${text}\n`);
  }

  /** A message for people. */
  public say(message: string): void {
    this.replace('');
    this.world.stderr.write(`mar: ${message}\n`);
  }

  /** What is going on: on a terminal until something is printed, else a message. */
  public tell(line: string, plain: string): void {
    const { isTerminal, columns } = this.world;
    if (isTerminal) this.replace(line.length < columns ? line : `${line.slice(0, columns - 2)}…`);
    else this.say(plain);
  }

  private replace(line: string): void {
    if (this.going !== line) this.world.stderr.write(`${CLEAR}${line}`);
    this.going = line;
  }
}
