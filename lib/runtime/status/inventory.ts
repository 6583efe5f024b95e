import { SELECTOR_LABEL } from '../../internal/labels';
import { InstanceKind } from '../object/instance-kind';
import { InstanceStatus } from './instance-status';
import { isKept } from '../object/kept-pod';
import { KubeObject, Pod, PodMetrics, PodTemplate, Workload } from '../object/kube';
import { getOrMake } from '../../internal/collections';
import { isInstance } from '../object/ownership';
import { toPodStatus, toStoppedStatus } from './pod-status';
import { POD_METRICS, POD_TEMPLATES, PODS, Resource, WORKLOADS } from '../object/resource';
import { pathOf, Target, targetOf } from '../object/target';
import { Usage, sumUsage } from './usage';
import { toWorkloadStatus } from './workload-status';

/** Cluster, ID and kind of an instance. */
export interface InstanceKey extends Target {
  readonly kind: InstanceKind;
}

/** Stores the Kubernetes objects that instances consist of, and computes the status of each instance from them. */
export class Inventory {
  private readonly objects = new Map<string, Map<string, KubeObject>>();
  /** Pods of each instance, by the key of the instance. */
  private readonly pods = new Map<string, Map<string, Pod>>();

  /** Adds an object, or replaces the object of the same name. Returns the instance that the object belongs to, if any. */
  public put(resource: Resource, object: KubeObject): InstanceKey | undefined {
    const path = pathOf(object);
    this.objectsOf(resource).set(path, object);
    const row = findOwner(resource, object);
    if (resource === PODS && row !== undefined) this.podsOf(row).set(path, object as Pod);
    return row;
  }

  /** Removes an object. Returns the instance that the object belonged to, if any. */
  public remove(resource: Resource, object: KubeObject): InstanceKey | undefined {
    const path = pathOf(object);
    this.objectsOf(resource).delete(path);
    const row = findOwner(resource, object);
    if (resource === PODS && row !== undefined) this.podsOf(row).delete(path);
    return row;
  }

  /** Returns the status of an instance, or undefined if it does not exist. */
  public status(row: InstanceKey): InstanceStatus | undefined {
    const path = `${row.cluster}/${row.id}`;
    if (row.kind === InstanceKind.POD) return this.getPodStatus(path);
    const workload = this.objectsOf(WORKLOADS[row.kind]).get(path) as Workload | undefined;
    if (workload === undefined || !isInstance(row.kind, workload)) return undefined;
    const pods = [...this.podsOf(row).values()];
    return { ...toWorkloadStatus(row.kind, workload, pods), ...this.usage(pods) };
  }

  /** Returns the status of all instances, sorted by cluster, ID and kind. */
  public statuses(): InstanceStatus[] {
    const rows = new Map<string, InstanceKey>();
    for (const resource of [PODS, POD_TEMPLATES, ...Object.values(WORKLOADS)]) {
      for (const object of this.objectsOf(resource).values()) {
        const row = findOwner(resource, object);
        if (row !== undefined) rows.set(formatKey(row), row);
      }
    }
    const statuses = [...rows.values()].map((row) => this.status(row));
    return statuses.filter((status) => status !== undefined).sort(compareInstances);
  }

  private getPodStatus(path: string): InstanceStatus | undefined {
    const pod = this.objectsOf(PODS).get(path) as Pod | undefined;
    const kept = this.objectsOf(POD_TEMPLATES).get(path) as PodTemplate | undefined;
    if (pod !== undefined)
      return isInstance(InstanceKind.POD, pod) ? { ...toPodStatus(pod), ...this.usage([pod]) } : undefined;
    return kept !== undefined && isKept(kept) ? toStoppedStatus(kept) : undefined;
  }

  private usage(pods: readonly Pod[]): Usage {
    const metrics = pods.map((pod) => this.objectsOf(POD_METRICS).get(pathOf(pod)) as PodMetrics | undefined);
    return sumUsage(metrics.filter((measured) => measured !== undefined));
  }

  private objectsOf({ name }: Resource): Map<string, KubeObject> {
    return getOrMake(this.objects, name);
  }

  private podsOf(row: InstanceKey): Map<string, Pod> {
    return getOrMake(this.pods, formatKey(row));
  }
}

/** Returns a unique key for an instance. */
export function formatKey({ kind, cluster, id }: InstanceKey): string {
  return `${cluster}/${id} ${kind}`;
}

/**
 * Returns the instance that an object belongs to, or undefined if it belongs to none. A pod belongs to the instance in its
 * selector label.
 */
function findOwner({ kind }: Resource, object: KubeObject): InstanceKey | undefined {
  const target = targetOf(object);
  if (kind === 'PodTemplate') return { ...target, kind: InstanceKind.POD };
  const kinds = Object.values(InstanceKind);
  const own = kinds.find((known: string) => known === kind);
  if (own !== undefined && own !== InstanceKind.POD) return { ...target, kind: own };
  const labels = { ...object.metadata.labels };
  const rows = kinds.map((of) => ({ kind: of, cluster: target.cluster, id: labels[SELECTOR_LABEL[of]] }));
  return rows.find((row): row is InstanceKey => row.id !== undefined);
}

/** Compares two instances by cluster, ID and kind, for `sort`. */
export function compareInstances(a: InstanceKey, b: InstanceKey): number {
  return compare(a.cluster, b.cluster) || compare(a.id, b.id) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
