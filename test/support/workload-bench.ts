import { SELECTOR_LABEL } from '../../lib/internal/labels';
import { ActionOptions, InstanceAction, InstanceKind } from '../../lib/runtime';
import { Workload, WorkloadSpec, WorkloadStatus } from '../../lib/runtime/object/kube';
import { WorkloadKind, WORKLOADS } from '../../lib/runtime/object/resource';
import { runWorkloadAction } from '../../lib/runtime/action/run-workload-action';
import { WorkloadAction } from '../../lib/runtime/action/workload-action';
import { Gate } from './fake-api';
import { FakeServer } from './fake-server';
import { API, labelsOf, undertake } from './undertaking';

/** The kinds that can be scaled. */
export const SCALED = [
  InstanceKind.DEPLOYMENT,
  InstanceKind.STATEFUL_SET,
  InstanceKind.REPLICA_SET,
  InstanceKind.REPLICATION_CONTROLLER,
] as const;

/** A server for a workload `api`. */
export class WorkloadBench {
  public readonly server = new FakeServer();

  public add(kind: WorkloadKind, spec: WorkloadSpec, status: WorkloadStatus = {}): void {
    const labels = labelsOf(SELECTOR_LABEL[kind], API.id);
    const metadata = { name: API.id, namespace: API.cluster, labels, generation: 1 };
    this.server.add(WORKLOADS[kind], { metadata, spec, status });
  }

  public now(kind: WorkloadKind): Workload {
    return this.server.read(WORKLOADS[kind], API.cluster, API.id) as Workload;
  }

  /** What others say of it. */
  public update(kind: WorkloadKind, patch: object): void {
    this.server.update(WORKLOADS[kind], API.cluster, API.id, patch);
  }

  public act(
    kind: WorkloadKind,
    action: InstanceAction,
    options: ActionOptions = {},
    gate?: Gate,
  ): ReturnType<typeof undertake> {
    const doer = { gate };
    return undertake(
      this.server,
      (ctx) => runWorkloadAction(new WorkloadAction(ctx, kind, API), action),
      options,
      doer,
    );
  }

  /** A controller that says something each time somebody asks for the changes of its kind. */
  public controller(kind: WorkloadKind, status: (workload: Workload) => WorkloadStatus): Gate {
    return (moment, verb, resource) => {
      if (moment === 'before' && verb === 'watch' && resource === WORKLOADS[kind].name) {
        this.update(kind, { status: status(this.now(kind)) });
      }
      return Promise.resolve();
    };
  }
}

/** All pods are there, ready and new. */
export function well({ spec: { replicas = 1 } }: Workload): WorkloadStatus {
  return { replicas, readyReplicas: replicas, updatedReplicas: replicas, observedGeneration: 1 };
}
