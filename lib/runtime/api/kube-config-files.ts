import type * as ClientNode from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';
import { MarErrorCode, MarRuntimeError, getErrorMessage } from './errors';

/** User of a kubeconfig, with the fields that `@kubernetes/client-node` does not read or has no type for. */
export interface KubeUser extends ClientNode.User {
  readonly exec?: { readonly command?: string; readonly installHint?: string };
  readonly impersonateGroups?: readonly string[];
}

/** User as written in the kubeconfig file. */
interface RawUser {
  readonly name: string;
  readonly user?: {
    readonly tokenFile?: string;
    readonly 'as-groups'?: readonly string[];
    readonly exec?: { readonly command?: string };
  };
}

/**
 * Reads the kubeconfig `file`, or without one the configuration that kubectl uses by default. No other file loads
 * `@kubernetes/client-node`, which is an optional peer dependency.
 *
 * @throws MarRuntimeError `NoKubeconfig` if no kubeconfig exists, or if it cannot be read
 */
export async function loadConfig(file: string | undefined): Promise<ClientNode.KubeConfig> {
  const { KubeConfig } = await importClientNode();
  const config = new KubeConfig();
  const files = file === undefined ? findDefaultFiles() : [file];
  try {
    if (files.length === 0) config.loadFromDefault();
    for (const [i, one] of files.entries()) {
      const read = i === 0 ? config : new KubeConfig();
      read.loadFromFile(one);
      completeUsers(read, one);
      if (i > 0) mergeConfig(config, read);
    }
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is empty, or no kubeconfig' : getErrorMessage(error);
    throw kubeConfigError(`the kubeconfig cannot be read (${reason}): correct it, or name another one`, error);
  }
  // client-node rejects a server with http unless this flag is set
  for (const cluster of config.clusters)
    if (cluster.server.startsWith('http:')) Object.assign(cluster, { skipTLSVerify: true });
  // client-node returns this default if it finds no configuration
  if (config.currentContext === 'loaded-context' && config.clusters[0]?.server === 'http://localhost:8080') {
    throw kubeConfigError('there is no kubeconfig: set KUBECONFIG, or write ~/.kube/config');
  }
  return config;
}

/** Returns the error `NoKubeconfig`. */
export function kubeConfigError(message: string, cause?: unknown): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.NO_KUBECONFIG, message, cause);
}

/**
 * Returns the files of the variable `KUBECONFIG` that exist, or all of them if none exists, so that the error names them.
 * Without the variable, returns `~/.kube/config` if it exists.
 */
function findDefaultFiles(): string[] {
  // eslint-disable-next-line no-restricted-globals -- where kubectl looks for it
  const named = (process.env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  const files = named.length > 0 ? named : [path.join(os.homedir(), '.kube', 'config')];
  const there = files.filter((file) => fs.existsSync(file));
  return there.length > 0 ? there : named;
}

/**
 * Adds the token file and the impersonated groups, which client-node does not read, to the users of `config`. Resolves
 * relative paths from the folder of the kubeconfig, like kubectl.
 */
function completeUsers(config: ClientNode.KubeConfig, file: string): void {
  const folder = path.dirname(path.resolve(file));
  const { users } = parse(fs.readFileSync(file, 'utf8')) as { readonly users?: readonly RawUser[] };
  config.users = config.users.map((user): KubeUser => {
    const { tokenFile = '', 'as-groups': impersonateGroups } =
      users?.find(({ name }) => name === user.name)?.user ?? {};
    const exec = user.exec as KubeUser['exec'] | null;
    const command = exec?.command ?? '';
    const reader = { name: 'tokenFile', config: { tokenFile: path.resolve(folder, tokenFile) } };
    return {
      ...user,
      ...(tokenFile === '' ? {} : { authProvider: reader }),
      ...(command.includes('/') ? { exec: { ...exec, command: path.resolve(folder, command) } } : {}),
      ...(impersonateGroups === undefined ? {} : { impersonateGroups }),
    };
  });
}

/**
 * Adds the clusters, users and contexts of `further` to `config`. The first one of each name wins, and so does the first
 * current context. client-node cannot merge the files, because it throws on a duplicate name.
 */
function mergeConfig(config: ClientNode.KubeConfig, further: ClientNode.KubeConfig): void {
  const news = <T extends { readonly name: string }>(known: readonly T[], others: readonly T[]): T[] =>
    others.filter((other) => known.every(({ name }) => name !== other.name));
  config.clusters = [...config.clusters, ...news(config.clusters, further.clusters)];
  config.users = [...config.users, ...news(config.users, further.users)];
  config.contexts = [...config.contexts, ...news(config.contexts, further.contexts)];
  if (((config.currentContext as string | undefined) ?? '') === '') config.currentContext = further.currentContext;
}

async function importClientNode(): Promise<typeof ClientNode> {
  try {
    return await import('@kubernetes/client-node');
  } catch (error) {
    const message = `@kubernetes/client-node cannot be loaded (${getErrorMessage(error)}): npm install @kubernetes/client-node@1`;
    throw kubeConfigError(message, error);
  }
}
