import { ConnectOptions } from '../runtime/api/kube-config';
import { MarClient } from '../runtime/mar-client';

/** What the commands need of a client. */
export type Client = Pick<
  MarClient,
  'cluster' | 'list' | 'get' | 'watch' | 'clusters' | 'clusterStatus' | 'start' | 'stop' | 'restart' | 'close'
>;

/** Takes text. */
export interface Sink {
  write(text: string): void;
}

/** All that is outside of `mar`. */
export interface World {
  readonly version: string;
  /** For what was asked for. */
  readonly stdout: Sink;
  /** For messages. */
  readonly stderr: Sink;
  /** Whether a line on stderr can be written over. */
  readonly isTerminal: boolean;
  /** Letters on a line of the terminal. */
  readonly columns: number;
  /** Heard when somebody presses Ctrl-C. */
  readonly interrupted: AbortSignal;
  /** Heard when nobody reads stdout any more. */
  readonly unread: AbortSignal;
  /** Asks whoever sits at the terminal; an empty text is no answer. Undefined if nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** The names of the contexts of a kubeconfig. */
  contexts(kubeconfig: string | undefined): Promise<string[]>;
  connect(options: ConnectOptions): Promise<Client>;
}

/** The part of the host that commands may use: they print through a `Screen`. */
export type Surroundings = Omit<World, 'stdout' | 'stderr' | 'ask'>;
