import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import * as http from 'node:http';
import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { MarApp, MarCluster, MarDeployment, MarInstance, MarStatefulSet } from '../../lib';
import { InstancePhase, InstanceStatus, MarClient } from '../../lib/runtime';
import { disconnect } from '../support/api-server';
import { applyAgain, deleteNamespaces, describeE2e } from '../support/kubectl';
import { apply, connect, declared, isRunning, QUICK, settled } from '../support/live';
import { inFolder } from '../support/folder';
import { Manifest } from '../support/manifest';

const CLUSTERS = Array.from({ length: 10 }, (_, i) => `e2e-fleet-${i}`);
const PODS = 98;

/** A hundred instances in each of ten clusters: pods of their own, a Deployment and a StatefulSet. Their nodes are simulated. */
function fleet(app: MarApp): void {
  for (const name of CLUSTERS) {
    const cluster = new MarCluster(app, name, { quota: { cpu: Cpu.units(8), memory: Size.gibibytes(16), pods: 110 } });
    for (let i = 0; i < PODS; i += 1) new MarInstance(cluster, `mar-i-${i}`, QUICK);
    new MarDeployment(cluster, 'web', { ...QUICK, replicas: 1 });
    new MarStatefulSet(cluster, 'db', { ...QUICK, replicas: 1, port: 5432 });
  }
}

/** The requests to the API server while something is done. */
async function requestsOf(act: () => Promise<unknown>): Promise<string[]> {
  const paths: string[] = [];
  const note = (message: unknown): void => {
    paths.push((message as { request: http.ClientRequest }).request.path);
  };
  subscribe('http.client.request.start', note);
  await act();
  unsubscribe('http.client.request.start', note);
  return paths;
}

describeE2e('a thousand instances in ten clusters', () => {
  let client: MarClient;
  const before = new Map<string, Map<string, Manifest>>();

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    deleteNamespaces(...CLUSTERS);
    client = await connect();
    apply(fleet);
    for (const cluster of CLUSTERS) {
      await settled(client, cluster, isRunning);
      before.set(cluster, await declared(cluster));
    }
  });

  afterAll(() => {
    client.close();
    disconnect();
    deleteNamespaces(...CLUSTERS);
  });

  const ours = async (): Promise<InstanceStatus[]> => {
    return (await client.list()).filter(({ cluster }) => CLUSTERS.includes(cluster));
  };
  const phases = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { phase } of await ours()) counts[phase] = (counts[phase] ?? 0) + 1;
    return counts;
  };

  test('are listed by one request for a page of each kind, in less than two seconds', async () => {
    let rows: InstanceStatus[] = [];
    let took = Infinity;
    const asked = await requestsOf(async () => {
      const start = performance.now();
      rows = await ours();
      took = performance.now() - start;
    });
    expect(rows).toHaveLength(1000);
    expect(took).toBeLessThan(2000);
    const pages = asked.filter((path) => path.startsWith('/api/v1/pods?'));
    expect(pages.length).toBeLessThanOrEqual(Math.ceil((1000 + 100) / 500));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length - pages.length).toBe(9); // the other kinds, and the metrics that nobody serves
  });

  test('are all stopped, each kept as it was', async () => {
    const results = await Promise.all((await ours()).map((row) => client.stop(row, { timeoutSeconds: 120 })));
    expect(results.filter(({ already }) => already)).toEqual([]);
    expect(await phases()).toEqual({ [InstancePhase.STOPPED]: 1000 });
    for (const cluster of CLUSTERS) expect((await declared(cluster)).size).toBe(0);
  });

  test('are all started again, and are field by field what they were', async () => {
    const results = await Promise.all((await ours()).map((row) => client.start(row, { timeoutSeconds: 120 })));
    expect(results.filter(({ already }) => already)).toEqual([]);
    expect(await phases()).toEqual({ [InstancePhase.RUNNING]: 1000 });
    for (const cluster of CLUSTERS) expect(await declared(cluster)).toEqual(before.get(cluster));
  });

  test('are then what their manifests say, for kubectl apply', () => {
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      fleet(app);
      app.synth();
      expect(applyAgain('-f', `${outdir}/${CLUSTERS[0] ?? ''}.k8s.yaml`)).toEqual([]);
    });
  });
});
