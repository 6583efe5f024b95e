import * as https from 'node:https';

/** Address of an API server and credentials for it. */
export interface Connection {
  /** Address of the server, without a slash at the end. */
  readonly server: string;
  /** Name of the context in the kubeconfig. */
  readonly context: string;
  /** Namespace of the context. */
  readonly namespace?: string;
  /** Returns the TLS options and credentials for the next request. Renews the credentials from time to time. */
  authorize(): Promise<https.RequestOptions>;
}
