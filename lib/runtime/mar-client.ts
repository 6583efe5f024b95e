import { Access } from './access';
import { KubeApi } from './api';
import { Http } from './http';
import { HttpApi } from './http-api';
import { InstanceStatus } from './instance-status';
import { ConnectOptions, readAccess } from './kube-config';
import { ListOptions, read } from './listing';

/** Live instances of MAR: what they do, and how they are started and stopped. */
export class MarClient {
  /**
   * Reads the kubeconfig as kubectl does; nothing is asked of the API server yet.
   * @throws MarRuntimeError if there is none, or it has no such context
   */
  public static async connect(options: ConnectOptions = {}): Promise<MarClient> {
    const access = await readAccess(options);
    const http = new Http(access);
    return new MarClient(new HttpApi(http), access, () => { http.close(); }); // prettier-ignore
  }

  private constructor(
    private readonly api: KubeApi,
    private readonly access: Omit<Access, 'authorize'>,
    /** Closes the connections, so that the process can end. */
    public readonly close: () => void,
  ) {}

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

  /** The instances of a cluster, or of all of them, in the order of cluster, ID and kind. One request for a page of each kind. */
  public async list(options: ListOptions = {}): Promise<InstanceStatus[]> {
    return (await read(this.api, options)).rows();
  }
}
