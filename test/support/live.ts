import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { MarApp, MarInstanceProps } from '../../lib';
import { InstancePhase, InstanceStatus, MarClient } from '../../lib/runtime';
import { request } from './api-server';
import { inFolder } from './folder';
import { kubectl } from './kubectl';
import { Manifest } from './manifest';

/** Simulated nodes do these things after the times that a pod names here. */
const stage = (name: string): [string, string][] => [
  [`${name}.stage.kwok.x-k8s.io/delay`, '20ms'],
  [`${name}.stage.kwok.x-k8s.io/jitter-delay`, '60ms'],
];

/** A small instance that starts and ends fast. */
export const QUICK: MarInstanceProps = {
  image: 'registry.example.com/orders:1.4.2',
  cpu: Cpu.millis(10),
  memory: Size.mebibytes(16),
  terminationGracePeriod: Duration.seconds(1),
  annotations: Object.fromEntries(['pod-create', 'pod-ready', 'pod-delete'].flatMap(stage)),
};

/** Writes clusters and applies them. */
export function apply(write: (app: MarApp) => void): void {
  inFolder((outdir) => {
    const app = new MarApp({ outdir });
    write(app);
    app.synth();
    kubectl(['apply', '--server-side=false', '-f', outdir]);
  });
}

/** A client as the tests' kubeconfig has it. */
export function connect(kubeconfig = process.env.MAR_E2E_KUBECONFIG): Promise<MarClient> {
  return MarClient.connect({ kubeconfig });
}

/** Waits until all instances of a cluster are as they should be. */
export async function settled(
  client: MarClient,
  cluster: string,
  isSo: (status: InstanceStatus) => boolean,
): Promise<void> {
  const end = new AbortController();
  const timer = setTimeout(() => { end.abort(); }, 600_000); // prettier-ignore
  const others = new Set<string>();
  const seen = await client.list({ cluster });
  for (const status of seen) if (!isSo(status)) others.add(`${status.kind}/${status.id}`);
  if (others.size > 0) {
    for await (const { status } of client.watch({ cluster }, end.signal)) {
      if (isSo(status)) others.delete(`${status.kind}/${status.id}`);
      else others.add(`${status.kind}/${status.id}`);
      if (others.size === 0) break;
    }
  }
  clearTimeout(timer);
  if (others.size > 0) throw new Error(`not as they should be after ten minutes: ${[...others].join(', ')}`);
}

/** Is as it was declared: all that is there of its pods is ready. */
export function isRunning({ phase, ready, desired }: InstanceStatus): boolean {
  if (phase === InstancePhase.RUNNING) return ready >= desired;
  return phase === InstancePhase.SUCCEEDED || phase === InstancePhase.SCHEDULED;
}

/**
 * The pods of instances, by name, as far as people declare them: not the node that the scheduler chose, what the server tells of it in
 * labels, and what marks a start.
 */
export async function declared(cluster: string): Promise<Map<string, Manifest>> {
  const { items } = await request('GET', `/api/v1/namespaces/${cluster}/pods?labelSelector=instance-id`);
  return new Map(items.map((pod: Manifest) => [pod.metadata.name, declaration(pod)]));
}

function declaration({ metadata, spec }: Manifest): Manifest {
  const { labels, annotations, finalizers, ownerReferences } = metadata;
  const own = { ...annotations, 'start-mark': undefined };
  const places = { 'topology.kubernetes.io/zone': undefined, 'topology.kubernetes.io/region': undefined };
  return {
    labels: { ...labels, ...places },
    annotations: own,
    finalizers,
    ownerReferences,
    spec: { ...spec, nodeName: undefined },
  };
}

/** A kubeconfig with a token of a service account, beside that of the tests. */
export function kubeconfigOf(cluster: string, account: string): string {
  const admin = process.env.MAR_E2E_KUBECONFIG ?? '';
  const config = parse(fs.readFileSync(admin, 'utf8'));
  const token = kubectl(['create', 'token', account, '-n', cluster]).trim();
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'mar-token-')), 'kubeconfig');
  fs.writeFileSync(
    file,
    stringify({ ...config, users: config.users.map(({ name }: Manifest) => ({ name, user: { token } })) }),
  );
  return file;
}
