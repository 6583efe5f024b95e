import type * as ClientNode from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';
import { MarErrorCode, MarRuntimeError, messageOf } from './errors';

/** A user of a kubeconfig, with what client-node leaves out of it. */
export interface KubeUser extends ClientNode.User {
  readonly exec?: { readonly command?: string; readonly installHint?: string };
  readonly impersonateGroups?: readonly string[];
}

/** The same as it is written. */
interface WrittenUser {
  readonly name: string;
  readonly user?: {
    readonly tokenFile?: string;
    readonly 'as-groups'?: readonly string[];
    readonly exec?: { readonly command?: string };
  };
}

/** Reads a kubeconfig, or what kubectl takes for one. This is the only file that loads `@kubernetes/client-node`, an optional peer. */
export async function loadConfig(file: string | undefined): Promise<ClientNode.KubeConfig> {
  const { KubeConfig } = await clientNode();
  const config = new KubeConfig();
  const files = file === undefined ? filesOfEnvironment() : [file];
  try {
    if (files.length === 0) config.loadFromDefault();
    for (const [i, one] of files.entries()) {
      const read = i === 0 ? config : new KubeConfig();
      read.loadFromFile(one);
      complete(read, one);
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

/** There is no kubeconfig, or none that can be used. */
export function noConfig(message: string, cause?: unknown): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.NO_KUBECONFIG, message, cause);
}

/** Those of `KUBECONFIG` that are there, or all of them if none is, for the error to say so; else that of the home folder, if any. */
function filesOfEnvironment(): string[] {
  // eslint-disable-next-line no-restricted-globals -- where kubectl looks for it
  const named = (process.env.KUBECONFIG ?? '').split(path.delimiter).filter((file) => file !== '');
  const files = named.length > 0 ? named : [path.join(os.homedir(), '.kube', 'config')];
  const there = files.filter((file) => fs.existsSync(file));
  return there.length > 0 ? there : named;
}

/** Adds what client-node leaves out. Commands and files are found from where the kubeconfig is, as by kubectl. */
function complete(config: ClientNode.KubeConfig, file: string): void {
  const folder = path.dirname(path.resolve(file));
  const { users } = parse(fs.readFileSync(file, 'utf8')) as { readonly users?: readonly WrittenUser[] };
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
