import * as fc from 'fast-check';
import { rarely, record, said, weighted } from './draw';
import { clusterAt, quietClusterAt } from './draw-cluster';
import { trafficIn } from './draw-traffic';
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
 * and some contradict themselves. Nothing in them needs more than three nodes, or what an app cannot bring along: no Secrets,
 * claims or classes of others, no topology that nodes may not have, no pods that must be on different nodes.
 */
export const programs: fc.Arbitrary<Program> = weighted([4, 1], [1, 2])
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => clusterAt(i))))
  .chain((clusters) => fc.tuple(fc.constant(clusters), trafficIn(clusters, 3), rarely(10, organizations)))
  .map(([clusters, traffic, organization]) => withVolume({ clusters, traffic, organization }));

/** Apps that say nothing but who is there and what traffic is allowed. */
export const trafficPrograms: fc.Arbitrary<Program> = weighted([2, 1], [4, 2], [2, 3])
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => quietClusterAt(i))))
  .chain((clusters) => trafficIn(clusters, 6).map((traffic) => ({ clusters, traffic })));

/** A static volume can be claimed once. */
function withVolume({ clusters, traffic, organization = { name: 'acme' } }: Program): Program {
  const wants = (workload: Workload): boolean => (workload.mounts ?? []).some((mount) => mount.volume === true);
  const first = clusters.flatMap((cluster) => cluster.workloads).find(wants);
  const settled = clusters.map((cluster) => ({
    ...cluster,
    workloads: cluster.workloads.map((workload) => (wants(workload) ? settle(workload, workload === first) : workload)),
  }));
  if (first !== undefined) return { clusters: settled, traffic, organization: { ...organization, volume: VOLUME } };
  return said({
    clusters: settled,
    traffic,
    organization: Object.keys(organization).length > 1 ? organization : undefined,
  });
}

function settle(workload: Workload, isFirst: boolean): Workload {
  const wanted = workload.mounts?.findIndex((mount) => mount.volume === true);
  const mounts = workload.mounts?.map((mount, i): Mount => {
    if (i !== wanted || !isFirst) return said({ ...mount, volume: undefined });
    return said({ ...mount, mode: undefined, className: undefined, block: undefined });
  });
  return said({ ...workload, mounts });
}
