import * as https from 'node:https';

/** How to reach an API server, and as whom. */
export interface Access {
  /** The address of the server, without a slash at its end. */
  readonly server: string;
  /** The name of the context. */
  readonly context: string;
  /** The namespace that the context names. */
  readonly namespace?: string;
  /** TLS and credentials of the next request, which may be new ones. */
  authorize(): Promise<https.RequestOptions>;
}
