import { notAnInstance, noInstance } from './refusals';
import { Workload } from './kube';
import { isInstance } from './ownership';
import { WorkloadKind, WORKLOADS } from './resource';
import { Target, Undertaking } from './undertaking';

/** What is written beside the specification. */
interface MetadataPatch {
  /** A text, or null for none. */
  readonly annotations: { readonly [key: string]: string | null };
}

/** One action on one workload. */
export class WorkloadDoing {
  constructor(
    public readonly doing: Undertaking,
    public readonly kind: WorkloadKind,
    public readonly target: Target,
  ) {}

  /** As steps name it. */
  public get name(): string {
    return `${this.kind} ${this.target.id}`;
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

  /** Waits until its controller has seen it and it lacks nothing, unless nobody waits or it is only a dry run. */
  public async until(lacks: (workload: Workload) => string | undefined): Promise<void> {
    if (this.doing.waits) await this.always(lacks);
  }

  /** Waits also where nobody waits for the end, as another step follows. */
  public async always(lacks: (workload: Workload) => string | undefined): Promise<void> {
    if (this.doing.isDryRun) return;
    const { cluster: namespace, id: name } = this.target;
    const found = await this.doing.until<Workload>({
      resource: WORKLOADS[this.kind],
      namespace,
      name,
      lacks: (now) => {
        if (now === undefined) return undefined;
        return isSeen(now) ? lacks(now) : `the controller of ${this.name} has not seen the change yet`;
      },
    });
    if (found === undefined) throw noInstance(this.target, 'it was deleted meanwhile');
  }
}

function isSeen({ metadata: { generation = 0 }, status }: Workload): boolean {
  return (status?.observedGeneration ?? generation) >= generation;
}
