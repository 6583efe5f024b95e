import { ClusterStatus } from '../../runtime/status/cluster-status';
import { ListOptions } from '../../runtime/status/read-inventory';
import { forEachBatch } from '../changes';
import { clusterCells, clusterDetails, CLUSTER_HEAD } from '../output/clusters';
import { stream } from '../output/stream';
import { ExitCode, Session } from '../session';

/**
 * Prints the status of the clusters in `known`. When instances change, requests their clusters with `ask` and prints those
 * whose status has changed. Returns after Ctrl-C, or when the reader of stdout has closed it.
 */
export async function watchClusters(
  session: Session,
  form: string,
  lists: readonly ListOptions[],
  known: readonly ClusterStatus[],
  ask: (names: readonly string[]) => Promise<ClusterStatus[]>,
): Promise<ExitCode> {
  const tell = teller(session, form);
  tell(known);
  let asked = Promise.resolve();
  await forEachBatch(session, lists, (changes) => {
    const changed = new Set(changes.map(({ status: { cluster } }) => cluster));
    asked = asked.then(async () => { tell(await ask([...changed])); }); // prettier-ignore
  });
  await asked;
  return ExitCode.DONE;
}

/** Returns a function that prints each cluster whose status differs from the last one printed for that cluster. */
function teller({ screen, world }: Session, form: string): (clusters: readonly ClusterStatus[]) => void {
  const linesOf = stream<ClusterStatus>(form, {
    name: ({ name }) => name,
    details: (cluster) => clusterDetails(cluster, world.now()),
    head: CLUSTER_HEAD,
    cells: (cluster) => clusterCells(cluster, world.now()),
  });
  const told = new Map<string, string>();
  return (clusters) => {
    const news = clusters.filter((cluster) => told.get(cluster.name) !== JSON.stringify(cluster));
    for (const cluster of news) told.set(cluster.name, JSON.stringify(cluster));
    if (news.length > 0) screen.print(linesOf(news));
  };
}
