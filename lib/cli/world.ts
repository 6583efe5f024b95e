import { ConnectOptions } from '../runtime/api/kube-config';
import { MarClient } from '../runtime/mar-client';

/** Methods of `MarClient` that the commands use. */
export type Client = Pick<
  MarClient,
  'cluster' | 'list' | 'get' | 'watch' | 'clusters' | 'clusterStatus' | 'start' | 'stop' | 'restart' | 'close'
>;

/** Output stream that accepts strings. */
export interface Sink {
  write(text: string): void;
}

/** Host that `mar` runs on: its streams, terminal, clock, signals and connections to Kubernetes. */
export interface CliHost {
  readonly version: string;
  /** Stream for the requested output. */
  readonly stdout: Sink;
  /** Stream for messages and progress. */
  readonly stderr: Sink;
  /** True if stderr is a terminal, on which a line can be overwritten. */
  readonly isTerminal: boolean;
  /** Width of the terminal in characters. */
  readonly columns: number;
  /** Signal that aborts when the user presses Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Signal that aborts when the reader of stdout has closed it. */
  readonly unread: AbortSignal;
  /**
   * Prints `question` and returns the user's answer, or an empty string if the user gives none. The method is undefined if
   * there is no terminal.
   */
  readonly ask?: (question: string) => Promise<string>;
  /** Returns the current time in milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Returns the names of the contexts in a kubeconfig. */
  contexts(kubeconfig: string | undefined): Promise<string[]>;
  connect(options: ConnectOptions): Promise<Client>;
}

/** The part of the host that commands may use: they print through a `Screen`. */
export type Surroundings = Omit<CliHost, 'stdout' | 'stderr' | 'ask'>;
