import { SELECTOR_LABEL } from '../../internal/labels';
import { Pod, Workload } from '../object/kube';
import { isInstance } from '../object/ownership';
import { noSuchInstanceError, notAnInstanceError } from '../api/instance-errors';
import { PODS, WorkloadKind, WORKLOADS } from '../object/resource';
import { Target } from '../object/target';
import { ActionContext } from './action-context';
import { explainRemainingPods, explainRemainingReplicas } from './workload-waits';

/** Metadata that a patch changes together with the spec. */
interface MetadataPatch {
  /** Values by key. Null removes an annotation. */
  readonly annotations: { readonly [key: string]: string | null };
}

/** Context of one action on one workload. */
export class WorkloadAction {
  constructor(
    private readonly ctx: ActionContext,
    public readonly kind: WorkloadKind,
    public readonly target: Target,
  ) {}

  /** Kind and name of the workload for messages, such as `Deployment api`. */
  public get name(): string {
    return `${this.kind} ${this.target.id}`;
  }

  public get isDryRun(): boolean {
    return this.ctx.isDryRun;
  }

  /** Returns the current time in ISO 8601. */
  public now(): string {
    return this.ctx.clock.now();
  }

  /** Adds a step to the result and reports it as progress. */
  public reportStep(step: string): void {
    this.ctx.reportStep(step);
  }

  /** Adds a note for the operator to the result. */
  public addNote(note: string): void {
    this.ctx.addNote(note);
  }

  /**
   * Reads the workload and calls `attempt` with it. Reads and calls again if the workload changes before `attempt` writes
   * it.
   *
   * @throws MarRuntimeError `Conflict` after the last try
   */
  public retryOnConflict(attempt: (workload: Workload) => Promise<void>): Promise<void> {
    return this.ctx.retryOnConflict(this.target, async () => {
      await attempt(await this.read());
      return true;
    });
  }

  /**
   * Reads the workload.
   *
   * @throws MarRuntimeError `NoSuchInstance` if it does not exist, `NotAnInstance` if it is not an instance of MAR
   */
  public async read(): Promise<Workload> {
    const workload = await this.ctx.api.get(WORKLOADS[this.kind], this.target.cluster, this.target.id);
    if (workload === undefined) throw noSuchInstanceError(this.target);
    if (!isInstance(this.kind, workload)) throw notAnInstanceError(this.target, this.kind);
    return workload;
  }

  /**
   * Patches the spec and metadata of the workload, then adds `step` to the result. The API server answers 409 if the
   * workload has changed since it was read.
   */
  public async patch(step: string, workload: Workload, spec: object, metadata?: MetadataPatch): Promise<void> {
    const { uid, resourceVersion } = workload.metadata;
    const patch = { metadata: { uid, resourceVersion, ...metadata }, spec };
    await this.ctx.api.patch(WORKLOADS[this.kind], workload, patch, this.ctx.writeOptions);
    this.ctx.reportStep(step);
  }

  /**
   * Waits until the controller has observed the latest change and `explainWait` returns undefined. Returns at once if the action
   * does not wait.
   *
   * @throws MarRuntimeError `NoSuchInstance` if the workload is deleted meanwhile
   */
  public async waitFor(lacks: (workload: Workload) => string | undefined): Promise<void> {
    if (this.ctx.shouldWait) await this.wait(lacks);
  }

  /**
   * Waits until the workload has no pods. If `isLast` is true, returns at once if the action does not wait; pass false if
   * the next step needs the pods to be gone. A dry run never waits.
   */
  public async waitUntilEmpty(isLast: boolean): Promise<void> {
    if (this.isDryRun || (isLast && !this.ctx.shouldWait)) return;
    await this.wait(explainRemainingReplicas);
    const { cluster: namespace, id } = this.target;
    const key = `${SELECTOR_LABEL[this.kind]}=${id}`;
    await this.ctx.waitFor<Pod>({
      resource: PODS,
      namespace,
      key,
      explainWait: (pods) => this.addName(explainRemainingPods(pods)),
    });
  }

  private async wait(lacks: (workload: Workload) => string | undefined): Promise<void> {
    const { cluster: namespace, id: key } = this.target;
    const lacking = ([now]: readonly Workload[]): string | undefined => {
      if (now === undefined) return undefined;
      return this.addName(isObserved(now) ? lacks(now) : 'is not seen by its controller yet');
    };
    const [found] = await this.ctx.waitFor<Workload>({
      resource: WORKLOADS[this.kind],
      namespace,
      key,
      explainWait: lacking,
    });
    if (found === undefined) throw noSuchInstanceError(this.target, 'it was deleted meanwhile');
  }

  private addName(lack: string | undefined): string | undefined {
    return lack === undefined ? undefined : `${this.name} ${lack}`;
  }
}

function isObserved({ metadata: { generation = 0 }, status }: Workload): boolean {
  return (status?.observedGeneration ?? generation) >= generation;
}
