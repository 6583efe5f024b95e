import { Options } from './options';
import { Screen } from './screen';
import { Client, Surroundings } from './world';

/** Context of one run of a command: its options, connection and output. */
export interface Session {
  readonly options: Options;
  readonly client: Client;
  readonly screen: Screen;
  readonly world: Surroundings;
}

/** Exit code of the process. */
export enum ExitCode {
  DONE = 0,
  FAILED = 1,
  USAGE = 2,
  /** Exit code that shells use after Ctrl-C. */
  INTERRUPTED = 130,
}

/** Function that runs a command and returns its exit code. */
export type Run = (session: Session) => Promise<ExitCode>;
