import { Connection } from './api/connection';
import { ActionOptions, ActionResult, InstanceAction } from './action/actions';
import { listObjects, KubeApi } from './api/api';
import { runAction } from './action/run-action';
import {
  ClusterStatus,
  ClusterSummary,
  getNewestWarnings,
  countPhases,
  getQuotaUsage,
  toClusterSummary,
} from './status/cluster-status';
import { explainError, Intent } from './action/explain-error';
import { Http } from './api/http';
import { HttpApi } from './api/http-api';
import { InstanceRef, InstanceStatus } from './status/instance-status';
import { ConnectOptions, readConnection } from './api/kube-config';
import { ListOptions, readInventory } from './status/read-inventory';
import { requireCluster, requireTarget } from './api/validate-names';
import { CLUSTERS } from './object/ownership';
import { noSuchClusterError, readStatus } from './status/find-instance';
import { EVENTS, NAMESPACES, QUOTAS } from './object/resource';
import { StatusChange, watchStatus } from './status/status-watch';
import { Waiter } from './action/waiter';
import { systemClock, Clock } from './api/clock';

/**
 * Client for the MAR clusters and instances in a Kubernetes cluster: reads and watches their status, and starts, stops and
 * restarts instances.
 */
export class MarClient {
  /**
   * Returns a client for a context of the kubeconfig, which is found like kubectl finds it. Sends no request to the API
   * server yet.
   *
   * @throws MarRuntimeError `NoKubeconfig` if no kubeconfig exists, if it cannot be read, or if it lacks the context
   */
  public static async connect(options: ConnectOptions = {}): Promise<MarClient> {
    const connection = await readConnection(options);
    const http = new Http(connection);
    return new MarClient(new HttpApi(http), connection, systemClock, () => { http.close(); }); // prettier-ignore
  }

  /**
   * Returns a client of another API, for tests.
   *
   * @internal
   */
  public static _of(api: KubeApi, clock: Clock): MarClient {
    return new MarClient(api, { server: 'https://test', context: 'test' }, clock, () => undefined);
  }

  private readonly waiter: Waiter;

  private constructor(
    private readonly api: KubeApi,
    private readonly access: Omit<Connection, 'authorize'>,
    private readonly clock: Clock,
    private readonly disconnect: () => void,
  ) {
    this.waiter = new Waiter(api, clock);
  }

  /** Address of the API server. */
  public get server(): string {
    return this.access.server;
  }

  /** Name of the context in the kubeconfig. */
  public get context(): string {
    return this.access.context;
  }

  /** MAR cluster of the context, which is its namespace in the kubeconfig. `default` if the context has no namespace. */
  public get cluster(): string {
    return this.access.namespace ?? 'default';
  }

  /** Closes the connections, so that the process can exit. Later requests throw `Aborted`. */
  public close(): void {
    this.disconnect();
  }

  /**
   * Returns the instances of one cluster or of all clusters, sorted by cluster, ID and kind. Sends one request for each page
   * of a kind.
   *
   * @throws MarRuntimeError
   */
  public list(options: ListOptions = {}): Promise<InstanceStatus[]> {
    return this.explainErrors({}, async () => {
      requireScope(options);
      return (await readInventory(this.api, options)).statuses();
    });
  }

  /**
   * Returns the status of one instance.
   *
   * @throws MarRuntimeError, for example `NoSuchInstance`, `NotAnInstance`, or `Ambiguous` if several kinds have that ID
   */
  public get(ref: InstanceRef): Promise<InstanceStatus> {
    return this.explainErrors({ target: ref }, async () => {
      requireTarget(ref);
      return await readStatus(this.api, ref);
    });
  }

  /**
   * Yields all instances as `Added`, then each change, until the loop ends or `signal` is aborted. The status has no usage.
   *
   * @throws MarRuntimeError, for example `Unreachable` if the API server stays out of reach
   */
  public async *watch(
    options: ListOptions = {},
    signal: AbortSignal = new AbortController().signal,
  ): AsyncGenerator<StatusChange> {
    try {
      requireScope(options);
      yield* watchStatus(this.api, options, signal, this.clock);
    } catch (error) {
      throw explainError(error, this.access);
    }
  }

  /**
   * Returns all clusters that a MarCluster created, sorted by name. Needs a role over all clusters.
   *
   * @throws MarRuntimeError
   */
  public clusters(): Promise<ClusterSummary[]> {
    return this.explainErrors({}, async () => {
      const summaries = (await listObjects(this.api, NAMESPACES, { labels: CLUSTERS })).map(toClusterSummary);
      return summaries.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  /**
   * Returns the quota usage, the number of instances in each phase, and the newest warnings of a cluster.
   *
   * @throws MarRuntimeError, for example `NoSuchCluster`
   */
  public clusterStatus(name: string): Promise<ClusterStatus> {
    return this.explainErrors({}, async () => {
      requireCluster(name);
      const namespace = await this.api.get(NAMESPACES, undefined, name);
      if (namespace === undefined) throw await noSuchClusterError(this.api, name);
      const [quotas, inventory, events] = await Promise.all([
        listObjects(this.api, QUOTAS, { namespace: name }),
        readInventory(this.api, { cluster: name }),
        listObjects(this.api, EVENTS, { namespace: name, fields: 'type=Warning' }),
      ]);
      const instances = countPhases(inventory.statuses());
      return {
        ...toClusterSummary(namespace),
        quotas: getQuotaUsage(quotas),
        instances,
        warnings: getNewestWarnings(events),
      };
    });
  }

  /**
   * Starts an instance. A pod is created from the PodTemplate that saves it, a workload is scaled to the number of replicas
   * that it had, and a Job or CronJob is resumed. Takes no step if the instance is running.
   *
   * @throws MarRuntimeError, for example `Unsupported` for a DaemonSet or a finished Job
   */
  public start(ref: InstanceRef, options: ActionOptions = {}): Promise<ActionResult> {
    return this.act(InstanceAction.START, ref, options);
  }

  /**
   * Stops an instance. A pod is saved in a PodTemplate of its name and deleted, a workload is scaled to 0, and a Job or
   * CronJob is suspended. Storage, Services and Ingresses stay. Takes no step if the instance is stopped.
   *
   * @throws MarRuntimeError, for example `Unsupported` for a DaemonSet
   */
  public stop(ref: InstanceRef, options: ActionOptions = {}): Promise<ActionResult> {
    return this.act(InstanceAction.STOP, ref, options);
  }

  /**
   * Restarts an instance. A Deployment, StatefulSet or DaemonSet replaces its pods with its update strategy. Any other
   * instance is stopped and started. A stopped instance is started.
   *
   * @throws MarRuntimeError, for example `Unsupported` for a CronJob or a finished Job
   */
  public restart(ref: InstanceRef, options: ActionOptions = {}): Promise<ActionResult> {
    return this.act(InstanceAction.RESTART, ref, options);
  }

  private act(action: InstanceAction, ref: InstanceRef, options: ActionOptions): Promise<ActionResult> {
    const { api, clock, waiter } = this;
    return this.explainErrors({ action, target: ref }, async () => {
      requireTarget(ref);
      return await runAction({ api, clock, waiter }, action, ref, options);
    });
  }

  private async explainErrors<T>(intent: Intent, ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw explainError(error, this.access, intent);
    }
  }
}

/** Throws `NoSuchCluster` if `cluster` is not a valid name. An empty name would select all clusters. */
function requireScope({ cluster }: ListOptions): void {
  if (cluster !== undefined) requireCluster(cluster);
}
