import { SELECTOR_LABEL } from '../../internal/labels';
import { Pod, Workload } from '../object/kube';
import { isInstance } from '../object/ownership';
import { noInstance, notAnInstance } from '../api/refusals';
import { PODS, WorkloadKind, WORKLOADS } from '../object/resource';
import { Target } from '../object/target';
import { Undertaking } from './undertaking';
import { undeleted, unscaled } from './workload-waits';

/** Metadata that a patch changes together with the spec. */
interface MetadataPatch {
  /** Values by key. Null removes an annotation. */
  readonly annotations: { readonly [key: string]: string | null };
}

/** Context of one action on one workload. */
export class WorkloadDoing {
  constructor(
    private readonly doing: Undertaking,
    public readonly kind: WorkloadKind,
    public readonly target: Target,
  ) {}

  /** Kind and name of the workload for messages, such as `Deployment api`. */
  public get name(): string {
    return `${this.kind} ${this.target.id}`;
  }

  public get isDryRun(): boolean {
    return this.doing.isDryRun;
  }

  /** Returns the current time in ISO 8601. */
  public now(): string {
    return this.doing.world.now();
  }

  /** Adds a step to the result and reports it as progress. */
  public did(step: string): void {
    this.doing.did(step);
  }

  /** Adds a note for the operator to the result. */
  public note(note: string): void {
    this.doing.note(note);
  }

  /**
   * Reads the workload and calls `attempt` with it. Reads and calls again if the workload changes before `attempt` writes
   * it.
   *
   * @throws MarRuntimeError `Conflict` after the last try
   */
  public settle(attempt: (workload: Workload) => Promise<void>): Promise<void> {
    return this.doing.settle(this.target, async () => {
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
    const workload = await this.doing.api.get(WORKLOADS[this.kind], this.target.cluster, this.target.id);
    if (workload === undefined) throw noInstance(this.target);
    if (!isInstance(this.kind, workload)) throw notAnInstance(this.target, this.kind);
    return workload;
  }

  /**
   * Patches the spec and metadata of the workload, then adds `step` to the result. The API server answers 409 if the
   * workload has changed since it was read.
   */
  public async patch(step: string, workload: Workload, spec: object, metadata?: MetadataPatch): Promise<void> {
    const { uid, resourceVersion } = workload.metadata;
    const patch = { metadata: { uid, resourceVersion, ...metadata }, spec };
    await this.doing.api.patch(WORKLOADS[this.kind], workload, patch, this.doing.write);
    this.doing.did(step);
  }

  /**
   * Waits until the controller has observed the latest change and `lacks` returns undefined. Returns at once if the action
   * does not wait.
   *
   * @throws MarRuntimeError `NoSuchInstance` if the workload is deleted meanwhile
   */
  public async until(lacks: (workload: Workload) => string | undefined): Promise<void> {
    if (this.doing.waits) await this.wait(lacks);
  }

  /**
   * Waits until the workload has no pods. If `isLast` is true, returns at once if the action does not wait; pass false if
   * the next step needs the pods to be gone. A dry run never waits.
   */
  public async untilEmpty(isLast: boolean): Promise<void> {
    if (this.isDryRun || (isLast && !this.doing.waits)) return;
    await this.wait(unscaled);
    const { cluster: namespace, id } = this.target;
    const key = `${SELECTOR_LABEL[this.kind]}=${id}`;
    await this.doing.until<Pod>({ resource: PODS, namespace, key, lacks: (pods) => this.named(undeleted(pods)) });
  }

  private async wait(lacks: (workload: Workload) => string | undefined): Promise<void> {
    const { cluster: namespace, id: key } = this.target;
    const lacking = ([now]: readonly Workload[]): string | undefined => {
      if (now === undefined) return undefined;
      return this.named(isSeen(now) ? lacks(now) : 'is not seen by its controller yet');
    };
    const [found] = await this.doing.until<Workload>({
      resource: WORKLOADS[this.kind],
      namespace,
      key,
      lacks: lacking,
    });
    if (found === undefined) throw noInstance(this.target, 'it was deleted meanwhile');
  }

  private named(lack: string | undefined): string | undefined {
    return lack === undefined ? undefined : `${this.name} ${lack}`;
  }
}

function isSeen({ metadata: { generation = 0 }, status }: Workload): boolean {
  return (status?.observedGeneration ?? generation) >= generation;
}
