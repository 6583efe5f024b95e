import * as fc from 'fast-check';
import { demandOf } from './demand';
import { rarely, record, said, weighted } from './draw';
import { ACCOUNT } from './draw-attachments';
import { CONFIG, CONFIG_KEY } from './draw-env';
import { profile, quietWorkload, workloadIn } from './draw-pods';
import { guests, raws } from './draw-raw';
import { limitsFor, quotaFor } from './draw-room';
import { annotations, configBytes, configData } from './draw-text';
import { sizeUnits } from './draw-amounts';
import { SHARED } from './draw-volumes';
import { NameStyle, plausible } from './plausible';
import { Cluster, Config, Grant, IsolationName, Level } from './program';
import { Labels, Storage, Workload } from './program-pods';

/** Namespaces and prefix together have at most 63 characters. */
export const PREFIX_LENGTH = 5;

const levels = weighted<Level | undefined>([6, undefined], [2, 'restricted'], [3, 'baseline'], [1, 'privileged']);
const styles = weighted<NameStyle>([90, 'plain'], [5, 'long'], [1, 'dotted'], [2, 'digit'], [2, 'twin']);
export const isolations = weighted<IsolationName | undefined>(
  [4, undefined],
  [2, 'private'],
  [1, 'open'],
  [1, 'isolated'],
);

const clusterLabels = fc.constantFrom<Labels[]>({ team: 'a' }, { team: 'b', 'example.com/cost': '4711' });
const dns = fc.constant({ namespace: 'dns', podLabels: { app: 'dns' } });
const controller = fc.constantFrom({ namespace: 'edge' }, { namespace: 'ingress-nginx', podLabels: { app: 'other' } });

function nameAt(index: number): string {
  return ['prod', 'staging', 'tools'][index] ?? `other-${index}`;
}

/** Configurations that nothing refers to. */
const configs: fc.Arbitrary<Config[]> = record<Config>({
  name: fc.constantFrom('odd', 'null', '1e3'),
  data: configData,
  binaryData: rarely(25, configBytes),
}).map((config) => [config]);

const grants: fc.Arbitrary<Grant[]> = fc.array(
  record<Grant>({
    to: fc.constantFrom<Grant['to'][]>({ user: 'jane@example.com' }, { group: 'sre' }, { account: ACCOUNT }),
    role: fc.constantFrom('viewer', 'operator', 'admin', 'custom'),
  }),
  { minLength: 1, maxLength: 3 },
);

/** A cluster, the index of which is that in its app. */
export function clusterAt(index: number): fc.Arbitrary<Cluster> {
  return fc
    .tuple(levels, weighted([95, false], [5, true]))
    .chain(([level, isLong]) => {
      const plain = nameAt(index);
      const one = fc.tuple(workloadIn(level ?? 'restricted'), styles, fc.nat(), fc.integer({ min: 0, max: 99 }));
      return fc.tuple(
        fc.array(one, { minLength: 1, maxLength: 3 }).map(workloadsOf),
        record<Omit<Cluster, 'workloads'>>({
          name: fc.constant(isLong ? `${plain}-`.padEnd(63 - PREFIX_LENGTH, 'x') : plain),
          level: fc.constant(level),
          version: rarely(15, fc.constantFrom('latest', 'v1.30', 'v1.24')),
          isolation: isolations,
          labels: rarely(20, clusterLabels),
          annotations: rarely(12, annotations),
          region: rarely(10, fc.constant('us-east')),
          dns: rarely(8, fc.oneof(dns, fc.constant({ podLabels: {} }))),
          controller: rarely(5, controller),
          profile: rarely(10, profile),
          serviceLinks: rarely(10, fc.constant(false)),
          alwaysPullImages: rarely(10, fc.constant(true)),
          pullSecrets: rarely(10, fc.constant(['registry'])),
          registries: rarely(10, weighted([5, ['docker.io', 'registry.example.com']], [1, ['docker.io']])),
          grants: rarely(15, grants),
          externalNames: rarely(5, fc.constant(['billing'])),
          configs: rarely(15, configs),
          guest: rarely(6, guests(index)),
          raws: rarely(25, raws(level ?? 'restricted')),
        }),
        record<Storage>({
          name: fc.constant(SHARED),
          size: fc.constant(64),
          unit: rarely(30, sizeUnits),
          mode: weighted([8, 'ReadWriteMany'], [1, undefined], [1, 'ReadWriteOncePod']),
        }),
      );
    })
    .map(([workloads, cluster, storage]) => withReferred({ ...cluster, workloads }, storage))
    .chain(withRoom);
}

/** A cluster that says nothing but what its traffic depends on. */
export function quietClusterAt(index: number): fc.Arbitrary<Cluster> {
  return record<Cluster>({
    name: fc.constant(nameAt(index)),
    isolation: fc.constantFrom(undefined, 'isolated', 'private', 'open'),
    labels: rarely(60, clusterLabels),
    dns: rarely(20, dns),
    controller: rarely(20, controller),
    workloads: fc
      .array(quietWorkload, { minLength: 1, maxLength: 3 })
      .map((drawn) => drawn.map((workload, i) => plausible(workload, i, 'plain'))),
  });
}

/** Gives workloads their names, and neighbours to some of them. */
function workloadsOf(drawn: readonly [Workload, NameStyle, number, number][]): Workload[] {
  const named = drawn.map(([workload, style], index) => plausible(workload, index, style));
  return named.map((workload, index) => {
    const [, , other, percent] = drawn[index] ?? [workload, 'plain', 0, 99];
    const name = named[other % named.length]?.name;
    if (percent >= 12) return workload;
    return said({ ...workload, near: percent < 5 ? name : undefined, away: percent < 5 ? undefined : name });
  });
}

/** With the configurations, storage and accounts that something refers to. */
function withReferred(cluster: Cluster, storage: Storage): Cluster {
  const { workloads, grants = [], configs = [] } = cluster;
  const text = JSON.stringify(workloads);
  const settings = { name: CONFIG, data: { [CONFIG_KEY]: 'info', 'a.conf': 'x = 1\n' } };
  const accounts = [workloads, grants].some((items) => JSON.stringify(items).includes(`"account":"${ACCOUNT}"`));
  const list = <T>(items: readonly T[]): readonly T[] | undefined => (items.length === 0 ? undefined : items);
  return said({
    ...cluster,
    configs: list([...configs, ...(text.includes(`"${CONFIG}"`) ? [settings] : [])]),
    storages: list(text.includes(`"${SHARED}"`) ? [storage] : []),
    accounts: accounts ? [ACCOUNT] : undefined,
  });
}

/** With a quota and limits around what is in it, sometimes. */
function withRoom(cluster: Cluster): fc.Arbitrary<Cluster> {
  const demand = demandOf(cluster);
  const hasDaemons = cluster.workloads.some((workload) => workload.kind === 'DaemonSet');
  return fc
    .tuple(rarely(50, quotaFor(demand, hasDaemons)), rarely(30, limitsFor(demand)))
    .map(([quota, limits]) => said({ ...cluster, quota, limits }));
}
