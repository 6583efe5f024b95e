import type * as ClientNode from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import { Access } from './access';
import { MarErrorCode, MarRuntimeError, messageOf } from './errors';
import { hint } from '../../internal/nearest';

/** Which API server, and as whom. */
export interface ConnectOptions {
  /**
   * A file.
   * @default - as kubectl: the files of the environment variable KUBECONFIG, `~/.kube/config`, or the service account of the pod
   */
  readonly kubeconfig?: string;
  /**
   * The name of a context.
   * @default - the current context of the kubeconfig
   */
  readonly context?: string;
}

/** Reads the kubeconfig as kubectl does. This is the only file that loads `@kubernetes/client-node`, an optional peer. */
export async function readAccess({ kubeconfig, context }: ConnectOptions): Promise<Access> {
  const config = await load(kubeconfig);
  const name = context ?? config.currentContext;
  const { cluster, user, namespace } = contextOf(config, name);
  config.setCurrentContext(name);
  const server = config.getCluster(cluster)?.server;
  if (server === undefined || config.getUser(user) === null) {
    throw noConfig(`the context '${name}' names a cluster or a user that the kubeconfig has not: correct it`);
  }
  const authorize = (): Promise<https.RequestOptions> => authorized(config);
  return { server: server.replace(/\/+$/, ''), context: name, namespace, authorize };
}

/** The names of the contexts of a kubeconfig. */
export async function contextsOf(kubeconfig: string | undefined): Promise<string[]> {
  return namesOf(await load(kubeconfig));
}

async function load(file: string | undefined): Promise<ClientNode.KubeConfig> {
  const { KubeConfig } = await clientNode();
  const config = new KubeConfig();
  const files = file === undefined ? filesOfEnvironment() : [file];
  try {
    if (files.length === 0) config.loadFromDefault();
    for (const [i, one] of files.entries()) {
      const read = i === 0 ? config : new KubeConfig();
      read.loadFromFile(one);
      if (i > 0) add(config, read);
    }
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is empty, or no kubeconfig' : messageOf(error);
    throw noConfig(`the kubeconfig cannot be read (${reason}): correct it, or name another one`, error);
  }
  // client-node asks for it where there is no TLS to verify
  for (const cluster of config.clusters)
    if (cluster.server.startsWith('http:')) Object.assign(cluster, { skipTLSVerify: true });
  // what client-node falls back on, which is not an API server that anybody set up
  if (config.currentContext === 'loaded-context' && config.clusters[0]?.server === 'http://localhost:8080') {
    throw noConfig('there is no kubeconfig: set KUBECONFIG, or write ~/.kube/config');
  }
  return config;
}

/** Those of `KUBECONFIG` that are there; all of them if none is, for the error to say so. */
function filesOfEnvironment(): string[] {
  // eslint-disable-next-line no-restricted-globals -- where kubectl looks for it
  const files = (process.env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  const there = files.filter((file) => fs.existsSync(file));
  return there.length > 0 ? there : files;
}

/** Of each name, and of the current context, the first one counts. client-node refuses what is there twice. */
function add(config: ClientNode.KubeConfig, further: ClientNode.KubeConfig): void {
  const news = <T extends { readonly name: string }>(known: readonly T[], others: readonly T[]): T[] =>
    others.filter((other) => known.every(({ name }) => name !== other.name));
  config.clusters = [...config.clusters, ...news(config.clusters, further.clusters)];
  config.users = [...config.users, ...news(config.users, further.users)];
  config.contexts = [...config.contexts, ...news(config.contexts, further.contexts)];
  if (((config.currentContext as string | undefined) ?? '') === '') config.currentContext = further.currentContext;
}

async function clientNode(): Promise<typeof ClientNode> {
  try {
    return await import('@kubernetes/client-node');
  } catch (error) {
    const message = `@kubernetes/client-node cannot be loaded (${messageOf(error)}): npm install @kubernetes/client-node@1`;
    throw noConfig(message, error);
  }
}

function contextOf(config: ClientNode.KubeConfig, name: string | undefined): ContextOf {
  const names = namesOf(config);
  if (names.length === 0) throw noConfig('the kubeconfig has no contexts: write one, or name another kubeconfig');
  if (name === undefined || name === '') {
    throw noConfig(`the kubeconfig has no current context: name one of ${names.join(', ')}`);
  }
  const found = config.getContextObject(name);
  if (found !== null) return found;
  throw noConfig(`the kubeconfig has no context '${name}': ${hint(name, names) ?? `it has ${names.join(', ')}`}`);
}

function namesOf(config: ClientNode.KubeConfig): string[] {
  return config.getContexts().map(({ name }) => name);
}

interface ContextOf {
  readonly cluster: string;
  readonly user: string;
  readonly namespace?: string;
}

async function authorized(config: ClientNode.KubeConfig): Promise<https.RequestOptions> {
  const options: https.RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    const message = `the credentials of the kubeconfig cannot be used (${messageOf(error)}): sign in again, or correct them`;
    throw new MarRuntimeError(MarErrorCode.UNAUTHORIZED, message, error);
  }
  return options;
}

function noConfig(message: string, cause?: unknown): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.NO_KUBECONFIG, message, cause);
}
