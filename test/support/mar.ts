import { setMaxListeners } from 'node:events';
import { run } from '../../lib/cli/run';
import { Client, CliHost } from '../../lib/cli/world';
import { MarClient } from '../../lib/runtime/mar-client';
import { Clock as RuntimeWorld } from '../../lib/runtime/api/clock';
import { FakeApi } from './fake-api';
import { FakeServer } from './fake-server';
import { TEST_WORLD } from './undertaking';

/** What is other than usual about the terminal, the server and who sits there. */
export interface Around {
  readonly server?: FakeServer;
  /** Of a client what a test does by itself. */
  readonly client?: Partial<Client>;
  /** What is answered when something is asked. */
  readonly answer?: string;
  readonly world?: Partial<CliHost>;
  /** Of the runtime. */
  readonly runtime?: Partial<RuntimeWorld>;
}

/** What a command line came to. */
export interface Came {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** When all of the tests happen. */
export const NOW = '2026-01-01T00:05:00Z';

/** Runs a command line, as its words or with spaces between them, in this process. */
export async function mar(line: string | readonly string[], around: Around = {}): Promise<Came> {
  const printed = { out: '', err: '' };
  const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  const code = await run(argv, worldAround(around, printed));
  return { code, ...printed };
}

/** Each of many actions listens. */
const NEVER = new AbortController().signal;
setMaxListeners(0, NEVER);

function worldAround(
  { server, client, answer, world, runtime }: Around,
  printed: { out: string; err: string },
): CliHost {
  return {
    version: '1.2.3',
    stdout: { write: (text) => (printed.out += text) },
    stderr: { write: (text) => (printed.err += text) },
    isTerminal: false,
    columns: 100,
    interrupted: NEVER,
    unread: NEVER,
    ask: answer === undefined ? undefined : (question) => Promise.resolve(((printed.err += `${question}\n`), answer)),
    now: () => Date.parse(NOW),
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    contexts: (kubeconfig) => Promise.resolve(kubeconfig === undefined ? ['dev', 'live'] : ['other']),
    connect: () => Promise.resolve(clientOf(server ?? new FakeServer(), client, { ...TEST_WORLD, ...runtime })),
    ...world,
  };
}

/** A client of the fake server, whose context names the cluster `prod`. */
function clientOf(server: FakeServer, own: Partial<Client> = {}, runtime: RuntimeWorld): Client {
  const real = MarClient._of(new FakeApi(server), runtime);
  const verbs = ['list', 'get', 'watch', 'clusters', 'clusterStatus', 'start', 'stop', 'restart', 'close'] as const;
  const bound = Object.fromEntries(verbs.map((verb) => [verb, (real[verb] as () => unknown).bind(real)]));
  return { cluster: 'prod', ...bound, ...own } as Client;
}
