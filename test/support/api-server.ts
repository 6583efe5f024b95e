import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import { parse } from 'yaml';
import { Manifest } from './manifest';

/** How to reach the API server of the tests, and as whom. */
interface Access {
  readonly server: string;
  readonly options: { readonly agent: https.Agent; readonly headers: Record<string, string> };
}

/** Requests at once. */
const SOCKETS = 32;

let access: Access | undefined;

/** One request to the API server of the tests, over a connection that is kept; throws if it is refused. */
export function request(method: string, url: string, body?: unknown): Promise<Manifest> {
  access ??= readAccess(process.env.MAR_E2E_KUBECONFIG ?? '');
  const { server, options } = access;
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = { ...options.headers, 'content-length': Buffer.byteLength(text) }; // which Node leaves out of a DELETE
  return new Promise((resolve, reject) => {
    const sent = https.request(`${server}${url}`, { ...options, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if ((response.statusCode ?? 0) < 300) resolve(JSON.parse(answer));
        else reject(new Error(`${method} ${url} was answered ${String(response.statusCode)}: ${answer}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** A resource or subresource that the server serves. */
export interface Served {
  /** As kubectl writes it: `deployments.apps/scale`. */
  readonly name: string;
  /** Where it is served: `/apis/apps/v1`. */
  readonly base: string;
  /** The last part of its address. */
  readonly resource: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** All that the server serves, each once, in the version that its group prefers. */
export async function served(): Promise<Served[]> {
  const { groups } = await request('GET', '/apis');
  const versions = groups.flatMap((group: Manifest) => [group.preferredVersion, ...group.versions]);
  const bases = ['/api/v1', ...versions.map(({ groupVersion }: Manifest) => `/apis/${groupVersion}`)];
  const found = new Map<string, Served>();
  for (const base of new Set<string>(bases)) {
    const { resources } = await request('GET', base);
    for (const { name: resource, namespaced, verbs } of resources) {
      const name = withGroup(resource, base.split('/').slice(2, -1).join());
      if (!found.has(name)) found.set(name, { name, base, resource, namespaced, verbs });
    }
  }
  return [...found.values()];
}

function withGroup(resource: string, group: string): string {
  const [name = '', ...subresource] = resource.split('/');
  return [group === '' ? name : `${name}.${group}`, ...subresource].join('/');
}

/** What the server writes by itself, all the time. */
const NOISE = ['events', 'events.events.k8s.io', 'leases.coordination.k8s.io'];

/** All objects of the server by name, `services prod/db`, but its notes of what happens. */
export async function inventory(): Promise<Map<string, Manifest>> {
  const kinds = (await served()).filter(({ name, verbs }) => verbs.includes('list') && !NOISE.includes(name));
  const lists = kinds.map(async ({ name, base, resource }) => {
    const { items } = await request('GET', `${base}/${resource}`);
    return items.map((object: Manifest) => {
      const { namespace = '', name: ofObject } = object.metadata;
      return [`${name} ${String(namespace)}/${String(ofObject)}`, object] as const;
    });
  });
  return new Map((await Promise.all(lists)).flat().sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Closes the connections, so that the process can end. */
export function disconnect(): void {
  access?.options.agent.destroy();
  access = undefined;
}

/** What the kubeconfig says of its current context. */
function readAccess(kubeconfig: string): Access {
  const config = parse(fs.readFileSync(kubeconfig, 'utf8'));
  const named = (list: Manifest[], name: string): Manifest => list.find((entry) => entry.name === name);
  const { context } = named(config.contexts, config['current-context']);
  const { cluster } = named(config.clusters, context.cluster);
  const { user } = named(config.users, context.user);
  const bytes = (from: Manifest, key: string): Buffer | undefined => {
    if (from[`${key}-data`] !== undefined) return Buffer.from(from[`${key}-data`], 'base64');
    return from[key] === undefined ? undefined : fs.readFileSync(path.resolve(path.dirname(kubeconfig), from[key]));
  };
  const ca = bytes(cluster, 'certificate-authority');
  const [cert, key] = [bytes(user, 'client-certificate'), bytes(user, 'client-key')];
  const agent = new https.Agent({ keepAlive: true, maxSockets: SOCKETS, ca, cert, key });
  const bearer: Record<string, string> =
    user.token === undefined ? {} : { authorization: `Bearer ${String(user.token)}` };
  return { server: cluster.server, options: { agent, headers: { 'content-type': 'application/json', ...bearer } } };
}
