import { SELECTOR_LABEL } from '../../internal/labels';
import { Pod, Workload } from '../object/kube';
import { isInstance } from '../object/ownership';
import { noInstance, notAnInstance } from '../api/refusals';
import { PODS, WorkloadKind, WORKLOADS } from '../object/resource';
import { Target } from '../object/target';
import { Undertaking } from './undertaking';
import { undeleted, unscaled } from './workload-waits';

/** What is written beside the specification. */
interface MetadataPatch {
  /** A text, or null for none. */
  readonly annotations: { readonly [key: string]: string | null };
}

/** One action on one workload. */
export class WorkloadDoing {
  constructor(
    private readonly doing: Undertaking,
    public readonly kind: WorkloadKind,
    public readonly target: Target,
  ) {}

  /** As steps name it. */
  public get name(): string {
    return `${this.kind} ${this.target.id}`;
  }

  public get isDryRun(): boolean {
    return this.doing.isDryRun;
  }

  /** The moment, in ISO 8601. */
  public now(): string {
    return this.doing.world.now();
  }

  /** Notes what was done, or would be. */
  public did(step: string): void {
    this.doing.did(step);
  }

  /** Notes what the operator should know. */
  public note(note: string): void {
    this.doing.note(note);
  }

  /** Reads it and does something under its resourceVersion; again where somebody else was faster. */
  public settle(attempt: (workload: Workload) => Promise<void>): Promise<void> {
    return this.doing.settle(this.target, async () => {
      await attempt(await this.read());
      return true;
    });
  }

  /** @throws if there is none, or it is not an instance of MAR */
  public async read(): Promise<Workload> {
    const workload = await this.doing.api.get(WORKLOADS[this.kind], this.target.cluster, this.target.id);
    if (workload === undefined) throw noInstance(this.target);
    if (!isInstance(this.kind, workload)) throw notAnInstance(this.target, this.kind);
    return workload;
  }

  /** Writes under the resourceVersion, and says so. */
  public async patch(step: string, workload: Workload, spec: object, metadata?: MetadataPatch): Promise<void> {
    const { uid, resourceVersion } = workload.metadata;
    const patch = { metadata: { uid, resourceVersion, ...metadata }, spec };
    await this.doing.api.patch(WORKLOADS[this.kind], workload, patch, this.doing.write);
    this.doing.did(step);
  }

  /** Waits until its controller has seen it and it lacks nothing, unless nobody waits. */
  public async until(lacks: (workload: Workload) => string | undefined): Promise<void> {
    if (this.doing.waits) await this.wait(lacks);
  }

  /** Waits until it has no pods, unless nobody waits; `isLast`: nothing follows that needs them to be gone. */
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
