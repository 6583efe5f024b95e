import { InstanceKind } from '../object/instance-kind';

/** What can be done to an instance. */
export enum InstanceAction {
  START = 'start',
  STOP = 'stop',
  RESTART = 'restart',
}

/** Hears what an action does. */
export interface IProgress {
  /** A step was taken, or a wait says what it waits for. */
  report(message: string): void;
}

/** How an action is done. */
export interface ActionOptions {
  /**
   * Whether to wait until the state is reached.
   * @default true
   */
  readonly wait?: boolean;
  /**
   * For how long to wait, in seconds. When it is over, what Kubernetes was told goes on; steps that the client would
   * have taken do not, so do it again.
   * @default 300
   */
  readonly timeoutSeconds?: number;
  /**
   * Whether the server is to check each step without doing it. Steps that follow from others are told, not checked.
   * @default false
   */
  readonly dryRun?: boolean;
  /**
   * Hears each step as it is taken.
   * @default - nobody
   */
  readonly progress?: IProgress;
  /**
   * Ends the action, as the timeout does.
   * @default - only the timeout ends it
   */
  readonly signal?: AbortSignal;
}

/** What an action came to. */
export interface ActionResult {
  /** MAR: the cluster. */
  readonly cluster: string;
  /** MAR: the instance ID. */
  readonly id: string;
  /** What the instance is in Kubernetes. */
  readonly kind: InstanceKind;
  /** What was asked for. */
  readonly action: InstanceAction;
  /** Whether there was nothing to do. */
  readonly already: boolean;
  /** What was done, in order, as sentences such as `deleted Pod api`. */
  readonly steps: readonly string[];
  /** What the operator should know, such as a count that was not remembered. */
  readonly notes: readonly string[];
}
