import { ClusterStatus } from '../../runtime/status/cluster-status';
import { askEach } from '../ask-each';
import { clusterDetails, clusterTable } from '../output/clusters';
import { dataLines } from '../output/data';
import { separate } from '../output/lines';
import { clustersOf, listsOf } from '../scope';
import { ExitCode, Session } from '../session';
import { watchClusters } from './watch-clusters';

/**
 * Prints the quotas, instances and warnings of the selected clusters. For a single cluster, json and yaml print an object
 * and not a list. With `--watch`, prints a cluster again when its status has changed after a change of its instances.
 */
export async function status(session: Session): Promise<ExitCode> {
  const { options, client } = session;
  const named = clustersOf(options, options.operands, client);
  const names = named ?? (await client.clusters()).map(({ name }) => name);
  const ask = (some: readonly string[]): Promise<ClusterStatus[]> =>
    askEach(session, some, (name) => client.clusterStatus(name));
  const clusters = await ask(names);
  const isOne = named?.length === 1;
  const form = options.output ?? (isOne ? 'details' : 'table');
  const isComplete = clusters.length === names.length;
  if (options.watch && isComplete) return watchClusters(session, form, listsOf(named), clusters, ask);
  if (clusters.length > 0 || !isOne) print(session, form, clusters, isOne);
  return isComplete ? ExitCode.DONE : ExitCode.FAILED;
}

function print({ screen, world }: Session, form: string, clusters: readonly ClusterStatus[], isOne: boolean): void {
  if (form === 'json' || form === 'yaml') screen.print(dataLines(form, isOne ? clusters[0] : clusters));
  else if (form === 'name') screen.print(clusters.map(({ name }) => name));
  else if (clusters.length === 0) screen.say('no clusters');
  else if (form === 'table') screen.print(clusterTable(clusters, world.now()));
  else screen.print(separate(clusters.map((one) => clusterDetails(one, world.now()))));
}
