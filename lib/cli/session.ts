import { Options } from './options';
import { Screen } from './screen';
import { Client, Surroundings } from './world';

/** One run of a command. */
export interface Session {
  readonly options: Options;
  readonly client: Client;
  readonly screen: Screen;
  readonly world: Surroundings;
}

/** What a process ends with. */
export enum ExitCode {
  DONE = 0,
  FAILED = 1,
  USAGE = 2,
  /** As shells have it for Ctrl-C. */
  INTERRUPTED = 130,
}

/** Does what a command is for. */
export type Run = (session: Session) => Promise<ExitCode>;
