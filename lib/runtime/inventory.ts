import { SELECTOR_LABEL } from '../internal/labels';
import { InstanceKind } from './instance-kind';
import { InstanceStatus } from './instance-status';
import { isKept } from './kept-pod';
import { KubeObject, Pod, PodMetrics, PodTemplate, Workload } from './kube';
import { isInstance } from './ownership';
import { podStatus, stoppedStatus } from './pod-status';
import { POD_METRICS, POD_TEMPLATES, PODS, Resource, WORKLOAD_KINDS, WORKLOADS } from './resource';
import { Usage, usageOf } from './usage';
import { workloadStatus } from './workload-status';

/** The objects that instances consist of, as the server told of them. A row is an instance. */
export class Inventory {
  private readonly objects = new Map<string, Map<string, KubeObject>>();
  /** The pods of each workload, by its key. */
  private readonly pods = new Map<string, Map<string, Pod>>();

  /** Takes an object in, in the place of what it was before; returns the key of the row that it belongs to. */
  public put(resource: Resource, object: KubeObject): string | undefined {
    const name = nameOf(object);
    this.of(resource).set(name, object);
    const row = rowOf(resource, object);
    if (resource === PODS && row !== undefined && !row.startsWith(`${InstanceKind.POD} `)) {
      this.pods.set(row, (this.pods.get(row) ?? new Map<string, Pod>()).set(name, object as Pod));
    }
    return row;
  }

  /** Lets an object go; returns the key of the row that it belonged to. */
  public drop(resource: Resource, object: KubeObject): string | undefined {
    const name = nameOf(object);
    this.of(resource).delete(name);
    const row = rowOf(resource, object);
    this.pods.get(row ?? '')?.delete(name);
    return row;
  }

  /** The names of all objects of a kind. */
  public all(resource: Resource): KubeObject[] {
    return [...this.of(resource).values()];
  }

  /** The row of a key; undefined if there is no such instance. */
  public row(key: string): InstanceStatus | undefined {
    const [kind, name = ''] = key.split(' ');
    if (kind === 'Pod') {
      const pod = this.of(PODS).get(name) as Pod | undefined;
      if (pod !== undefined)
        return isInstance(InstanceKind.POD, pod) ? { ...podStatus(pod), ...this.usage([pod]) } : undefined;
      const kept = this.of(POD_TEMPLATES).get(name) as PodTemplate | undefined;
      return kept === undefined || !isKept(kept) ? undefined : stoppedStatus(kept);
    }
    const known = WORKLOAD_KINDS.find((one: string) => one === kind);
    if (known === undefined) return undefined;
    const workload = this.of(WORKLOADS[known]).get(name) as Workload | undefined;
    if (workload === undefined || !isInstance(known, workload)) return undefined;
    const pods = [...(this.pods.get(key)?.values() ?? [])];
    return { ...workloadStatus(known, workload, pods), ...this.usage(pods) };
  }

  /** All rows, by cluster, ID and kind. */
  public rows(): InstanceStatus[] {
    const resources = [PODS, POD_TEMPLATES, ...Object.values(WORKLOADS)];
    const keys = resources.flatMap((resource) => this.all(resource).map((object) => rowOf(resource, object)));
    const rows = [...new Set(keys)].map((key) => (key === undefined ? undefined : this.row(key)));
    return rows.filter((row) => row !== undefined).sort(byName);
  }

  private usage(pods: readonly Pod[]): Usage {
    const metrics = pods.map((pod) => this.of(POD_METRICS).get(nameOf(pod)) as PodMetrics | undefined);
    return usageOf(metrics.filter((measured) => measured !== undefined));
  }

  private of(resource: Resource): Map<string, KubeObject> {
    const known = this.objects.get(resource.name);
    if (known !== undefined) return known;
    const objects = new Map<string, KubeObject>();
    this.objects.set(resource.name, objects);
    return objects;
  }
}

/** The key of an instance's row: its kind, cluster and ID. */
export function keyOf({ kind, cluster, id }: { kind: InstanceKind; cluster: string; id: string }): string {
  return `${kind} ${cluster}/${id}`;
}

function nameOf({ metadata: { namespace = '', name = '' } }: KubeObject): string {
  return `${namespace}/${name}`;
}

/** A pod belongs to the row whose selector label it carries. */
function rowOf({ kind }: Resource, { metadata }: KubeObject): string | undefined {
  const { namespace: cluster = '', name: id = '', labels = {} } = metadata;
  if (kind === 'PodTemplate') return keyOf({ kind: InstanceKind.POD, cluster, id });
  const own = Object.values(InstanceKind).find((known: string) => known === kind);
  if (own !== undefined && own !== InstanceKind.POD) return keyOf({ kind: own, cluster, id });
  const found = Object.values(InstanceKind).find((known) => labels[SELECTOR_LABEL[known]] !== undefined);
  return found === undefined ? undefined : keyOf({ kind: found, cluster, id: labels[SELECTOR_LABEL[found]] ?? '' });
}

function byName(a: InstanceStatus, b: InstanceStatus): number {
  return compare(a.cluster, b.cluster) || compare(a.id, b.id) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
