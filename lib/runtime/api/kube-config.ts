import type * as ClientNode from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import * as http from 'node:http';
import * as https from 'node:https';
import { Connection } from './connection';
import { MarErrorCode, MarRuntimeError, getErrorMessage } from './errors';
import { KubeUser, loadConfig, kubeConfigError } from './kube-config-files';
import { hint } from '../../internal/nearest';

/** Options of `MarClient.connect`. */
export interface ConnectOptions {
  /**
   * Path of a kubeconfig file.
   * @default - as kubectl: the files of the environment variable KUBECONFIG, `~/.kube/config`, or the service account of the
   * pod
   */
  readonly kubeconfig?: string;
  /**
   * Name of a context in the kubeconfig.
   * @default - the current context of the kubeconfig
   */
  readonly context?: string;
}

/** Time in milliseconds for which credentials are reused, because a credential plugin may be slow. */
const CREDENTIALS_LIFETIME = 30_000;

/**
 * Reads the address and credentials of a context from the kubeconfig, like kubectl.
 *
 * @throws MarRuntimeError `NoKubeconfig` if no kubeconfig exists, if it cannot be read, or if it lacks the context
 */
export async function readConnection({ kubeconfig, context }: ConnectOptions): Promise<Connection> {
  const config = await loadConfig(kubeconfig);
  const name = context ?? config.currentContext;
  const { cluster: clusterName, user = '', namespace } = findContext(config, name);
  config.setCurrentContext(name);
  const cluster = config.getCluster(clusterName);
  if (cluster === null || (user !== '' && config.getUser(user) === null)) {
    throw kubeConfigError(`the context '${name}' names a cluster or a user that the kubeconfig has not: correct it`);
  }
  return {
    server: formatServerUrl(cluster),
    context: name,
    namespace,
    authorize: reuseResult(() => loadCredentials(config)),
  };
}

/**
 * Returns the address of the server with its scheme and without a slash at the end. Like kubectl, adds https if the cluster
 * has TLS settings, otherwise http.
 */
function formatServerUrl({ server, caData, caFile, skipTLSVerify }: ClientNode.Cluster): string {
  const isSecure = (caData ?? caFile ?? '') !== '' || skipTLSVerify;
  const scheme = /^https?:\/\//.test(server) ? '' : isSecure ? 'https://' : 'http://';
  return `${scheme}${server.replace(/\/+$/, '')}`;
}

/** Returns a function that calls `make` and reuses the result for 30 seconds. A failed result is not reused. */
function reuseResult<T>(make: () => Promise<T>): () => Promise<T> {
  let known: { readonly since: number; readonly made: Promise<T> } | undefined;
  return () => {
    const now = performance.now();
    if (known !== undefined && now - known.since < CREDENTIALS_LIFETIME) return known.made;
    const made = make();
    known = { since: now, made };
    made.catch(() => (known = undefined));
    return made;
  };
}

/** Returns the names of the contexts of a kubeconfig. */
export async function readContextNames(kubeconfig: string | undefined): Promise<string[]> {
  return getContextNames(await loadConfig(kubeconfig));
}

function findContext(config: ClientNode.KubeConfig, name: string | undefined): KubeContext {
  const names = getContextNames(config);
  if (names.length === 0)
    throw kubeConfigError('the kubeconfig has no contexts: write one, or name another kubeconfig');
  if (name === undefined || name === '') {
    throw kubeConfigError(`the kubeconfig has no current context: name one of ${names.join(', ')}`);
  }
  const found = config.getContextObject(name);
  if (found !== null) return found;
  throw kubeConfigError(
    `the kubeconfig has no context '${name}': ${hint(name, names) ?? `it has ${names.join(', ')}`}`,
  );
}

function getContextNames(config: ClientNode.KubeConfig): string[] {
  return config.getContexts().map(({ name }) => name);
}

interface KubeContext {
  readonly cluster: string;
  readonly user?: string;
  readonly namespace?: string;
}

async function loadCredentials(config: ClientNode.KubeConfig): Promise<https.RequestOptions> {
  const options: https.RequestOptions = {};
  const user: KubeUser | null = config.getCurrentUser();
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    const advice = user?.exec?.installHint ?? 'sign in again, or correct them';
    const message = `the credentials of the kubeconfig cannot be used (${getErrorMessage(error)}): ${advice}`;
    throw new MarRuntimeError(MarErrorCode.UNAUTHORIZED, message, error);
  }
  if (user?.impersonateGroups === undefined) return options;
  const headers = {
    ...(options.headers as http.OutgoingHttpHeaders),
    'Impersonate-Group': [...user.impersonateGroups],
  };
  return { ...options, headers };
}
