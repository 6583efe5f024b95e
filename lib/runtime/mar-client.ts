import { Access } from './api/access';
import { ActionOptions, ActionResult, InstanceAction } from './action/actions';
import { all, KubeApi } from './api/api';
import { act } from './action/act';
import {
  ClusterStatus,
  ClusterSummary,
  newestWarnings,
  phaseCounts,
  quotaUsage,
  summaryOf,
} from './status/cluster-status';
import { explained, Intent } from './action/explain';
import { Http } from './api/http';
import { HttpApi } from './api/http-api';
import { InstanceRef, InstanceStatus } from './status/instance-status';
import { ConnectOptions, readAccess } from './api/kube-config';
import { ListOptions, read } from './status/listing';
import { requireCluster, requireTarget } from './api/names';
import { CLUSTERS } from './object/ownership';
import { noCluster, statusOf } from './status/resolve';
import { EVENTS, NAMESPACES, QUOTAS } from './object/resource';
import { StatusChange, watchStatus } from './status/status-watch';
import { Waiting } from './action/waiting';
import { REAL_WORLD, World } from './api/world';

/** Live clusters and instances of MAR: what they do, and how they are started and stopped. */
export class MarClient {
  /**
   * Reads the kubeconfig as kubectl does. The API server is not asked yet.
   * @throws MarRuntimeError `NoKubeconfig` if there is none, it cannot be read, or it has no such context
   */
  public static async connect(options: ConnectOptions = {}): Promise<MarClient> {
    const access = await readAccess(options);
    const http = new Http(access);
    return new MarClient(new HttpApi(http), access, REAL_WORLD, () => { http.close(); }); // prettier-ignore
  }

  /** A client of another API, as tests have it. @internal */
  public static _of(api: KubeApi, world: World): MarClient {
    return new MarClient(api, { server: 'https://test', context: 'test' }, world, () => undefined);
  }

  private readonly waiting: Waiting;

  private constructor(
    private readonly api: KubeApi,
    private readonly access: Omit<Access, 'authorize'>,
    private readonly world: World,
    private readonly disconnect: () => void,
  ) {
    this.waiting = new Waiting(api, world);
  }

  /** The address of the API server. */
  public get server(): string {
    return this.access.server;
  }

  /** The context of the kubeconfig. */
  public get context(): string {
    return this.access.context;
  }

  /** The cluster that the context names; `default` if it names none. */
  public get cluster(): string {
    return this.access.namespace ?? 'default';
  }

  /** Closes the connections, so that the process can end. */
  public close(): void {
    this.disconnect();
  }

  /**
   * The instances of a cluster or of all of them, in the order of cluster, ID and kind. One request for each page of a kind.
   * @throws MarRuntimeError
   */
  public list(options: ListOptions = {}): Promise<InstanceStatus[]> {
    return this.explaining({}, async () => {
      requireScope(options);
      return (await read(this.api, options)).statuses();
    });
  }

  /**
   * One instance.
   * @throws MarRuntimeError also if there is no such instance, or it is not MAR's, or several kinds have that ID
   */
  public get(ref: InstanceRef): Promise<InstanceStatus> {
    return this.explaining({ target: ref }, async () => {
      requireTarget(ref);
      return await statusOf(this.api, ref);
    });
  }

  /**
   * All instances as `Added`, then each change, as long as it is iterated or until the signal is heard. Usage is not watched.
   * @throws MarRuntimeError also if the API server stays out of reach
   */
  public async *watch(
    options: ListOptions = {},
    signal: AbortSignal = new AbortController().signal,
  ): AsyncGenerator<StatusChange> {
    try {
      requireScope(options);
      yield* watchStatus(this.api, options, signal, this.world);
    } catch (error) {
      throw explained(error, this.access);
    }
  }

  /**
   * All clusters that a MarCluster made, by name. Needs a role over all clusters.
   * @throws MarRuntimeError
   */
  public clusters(): Promise<ClusterSummary[]> {
    return this.explaining({}, async () => {
      const summaries = (await all(this.api, NAMESPACES, { labels: CLUSTERS })).map(summaryOf);
      return summaries.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  /**
   * Quota, instances and warnings of a cluster.
   * @throws MarRuntimeError also if there is no such cluster
   */
  public clusterStatus(name: string): Promise<ClusterStatus> {
    return this.explaining({}, async () => {
      requireCluster(name);
      const namespace = await this.api.get(NAMESPACES, undefined, name);
      if (namespace === undefined) throw await noCluster(this.api, name);
      const [quotas, inventory, events] = await Promise.all([
        all(this.api, QUOTAS, { namespace: name }),
        read(this.api, { cluster: name }),
        all(this.api, EVENTS, { namespace: name, fields: 'type=Warning' }),
      ]);
      const instances = phaseCounts(inventory.statuses());
      return { ...summaryOf(namespace), quotas: quotaUsage(quotas), instances, warnings: newestWarnings(events) };
    });
  }

  /**
   * Starts an instance. A pod is made of the PodTemplate that keeps it; a workload gets the pods that it had; a Job or CronJob goes on.
   * Nothing is done to what runs already.
   * @throws MarRuntimeError
   */
  public start(ref: InstanceRef, options: ActionOptions = {}): Promise<ActionResult> {
    return this.act(InstanceAction.START, ref, options);
  }

  /**
   * Stops an instance. A pod is kept in a PodTemplate of its name and deleted; a workload is scaled to nothing; a Job or CronJob is
   * suspended. Storage, Services and Ingresses stay. Nothing is done to what is stopped already.
   * @throws MarRuntimeError
   */
  public stop(ref: InstanceRef, options: ActionOptions = {}): Promise<ActionResult> {
    return this.act(InstanceAction.STOP, ref, options);
  }

  /**
   * Restarts an instance: a pod is stopped and started, a workload replaces its pods as its strategy says.
   * What is stopped is started.
   * @throws MarRuntimeError
   */
  public restart(ref: InstanceRef, options: ActionOptions = {}): Promise<ActionResult> {
    return this.act(InstanceAction.RESTART, ref, options);
  }

  private act(action: InstanceAction, ref: InstanceRef, options: ActionOptions): Promise<ActionResult> {
    const { api, world, waiting } = this;
    return this.explaining({ action, target: ref }, async () => {
      requireTarget(ref);
      return await act({ api, world, waiting }, action, ref, options);
    });
  }

  private async explaining<T>(intent: Intent, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw explained(error, this.access, intent);
    }
  }
}

/** A cluster without a name would be all of them. */
function requireScope({ cluster }: ListOptions): void {
  if (cluster !== undefined) requireCluster(cluster);
}
