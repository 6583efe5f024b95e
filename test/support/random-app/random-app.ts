import * as fc from 'fast-check';
import { chance, rarely, record, said, weighted } from './draw';
import { clusterAt, quietClusterAt } from './draw-cluster';
import { connectionsIn, trafficIn } from './draw-traffic';
import { Organization, Program } from './program';
import { Mount, Workload } from './program-pods';

/** MiB: enough for each claim. */
const VOLUME = 1024;

const organizations = record<Organization>({
  name: fc.constant('acme'),
  viewers: rarely(70, fc.constantFrom(['auditor'], ['auditor', 'boss@example.com'])),
  storageClass: rarely(40, fc.constant(true)),
});

/**
 * Apps that a person might write: most are sound, some stand at the edge of a quota or a limit, some are a little beyond it,
 * and some contradict themselves. Nothing in them needs more than three nodes, or what an app cannot bring along: no claims or
 * classes of others, no topology that nodes may not have, no pods that must be on different nodes. The nodes of the tests are
 * simulated, so nobody misses the Secrets that volumes name.
 */
export const programs: fc.Arbitrary<Program> = weighted([4, 1], [1, 2])
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => clusterAt(i))))
  .chain((clusters) =>
    record<Program>({
      clusters: fc.constant(clusters),
      traffic: trafficIn(clusters, 3),
      connections: rarely(10, connectionsIn(clusters)),
      organization: rarely(10, organizations),
      output: weighted<Program['output']>([17, undefined], [1, 'app'], [1, 'resource'], [1, 'folder']),
    }),
  )
  .chain((program) =>
    rarely(12, chance(50)).map((isOne) => (isOne === undefined ? program : inRegions(program, isOne))),
  )
  .map(withVolume);

/** Apps that say nothing but who is there and what traffic is allowed. */
export const trafficPrograms: fc.Arbitrary<Program> = weighted([2, 1], [4, 2], [2, 3])
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => quietClusterAt(i))))
  .chain((clusters) => trafficIn(clusters, 6).map((traffic) => ({ clusters, traffic })));

/** All of it in one region, or each cluster in a region of its own: the API server of the tests stands for all of them. */
function inRegions(program: Program, isOne: boolean): Program {
  const regionAt = (i: number): string => (isOne ? 'us-east' : `region-${i}`);
  const { clusters, organization } = program;
  return said({
    ...program,
    clusters: clusters.map((cluster, i) => ({ ...cluster, marRegion: regionAt(i) })),
    organization: organization && { ...organization, marRegion: regionAt(0) },
  });
}

/** A static volume can be claimed once. */
function withVolume({ clusters, organization, ...program }: Program): Program {
  const wants = (workload: Workload): boolean => (workload.mounts ?? []).some((mount) => mount.volume === true);
  const first = clusters.flatMap((cluster) => cluster.workloads).find(wants);
  const settled = clusters.map((cluster) => ({
    ...cluster,
    workloads: cluster.workloads.map((workload) => (wants(workload) ? settle(workload, workload === first) : workload)),
  }));
  if (first === undefined) return said({ ...program, clusters: settled, organization });
  const { marRegion } = clusters.find((cluster) => cluster.workloads.includes(first)) ?? {};
  const owner = said({ name: 'acme', marRegion, ...organization, volume: VOLUME });
  return said({ ...program, clusters: settled, organization: owner });
}

function settle(workload: Workload, isFirst: boolean): Workload {
  const wanted = workload.mounts?.findIndex((mount) => mount.volume === true);
  const mounts = workload.mounts?.map((mount, i): Mount => {
    if (i !== wanted || !isFirst) return said({ ...mount, volume: undefined });
    return said({ ...mount, mode: undefined, className: undefined, block: undefined });
  });
  return said({ ...workload, mounts });
}
