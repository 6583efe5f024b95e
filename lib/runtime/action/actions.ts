import { InstanceKind } from '../object/instance-kind';

/** Action on an instance. */
export enum InstanceAction {
  /** Start a stopped instance. */
  START = 'start',
  /** Stop a running instance. */
  STOP = 'stop',
  /** Replace the pods of an instance. Starts a stopped instance. */
  RESTART = 'restart',
}

/** Receives messages about the progress of an action. */
export interface IProgress {
  /**
   * Called after each step, such as `deleted Pod api`, and each time that the action waits for something new, such as
   * `waits, as Pod api is not ready`.
   */
  report(message: string): void;
}

/** Options of `MarClient.start`, `stop` and `restart`. */
export interface ActionOptions {
  /**
   * True to wait until the instance has reached its new state, such as all pods ready after a start.
   * @default true
   */
  readonly wait?: boolean;
  /**
   * Time limit of the action in seconds. Kubernetes completes the changes that it has accepted by then, but the client takes
   * no further steps: run the action again to complete it.
   * @default 300
   */
  readonly timeoutSeconds?: number;
  /**
   * True to let the API server validate each step without making a change. Steps that depend on an earlier step are only
   * reported, not validated.
   * @default false
   */
  readonly dryRun?: boolean;
  /**
   * Receives each step when it is taken, and each change of the reason for waiting.
   * @default - nobody
   */
  readonly progress?: IProgress;
  /**
   * Ends the action with the error `Aborted` when it is aborted. As with the timeout, Kubernetes completes the changes that
   * it has accepted.
   * @default - only the timeout ends it
   */
  readonly signal?: AbortSignal;
}

/** Result of an action. */
export interface ActionResult {
  /** Name of the MAR cluster, which is the Kubernetes namespace. */
  readonly cluster: string;
  /** MAR instance ID, which is the name of the pod or workload. */
  readonly id: string;
  /** Kind of the instance in Kubernetes. */
  readonly kind: InstanceKind;
  /** Action that was requested. */
  readonly action: InstanceAction;
  /** True if the instance was already in the requested state, so that no step was needed. */
  readonly already: boolean;
  /** Steps that were taken, in order, as phrases such as `deleted Pod api`. In a dry run, the steps that would be taken. */
  readonly steps: readonly string[];
  /** Notes for the operator, for example that no replica count was saved when the workload was stopped. */
  readonly notes: readonly string[];
}
