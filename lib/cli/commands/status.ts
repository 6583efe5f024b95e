import { ClusterStatus } from '../../runtime/status/cluster-status';
import { askEach } from '../ask-each';
import { clusterDetails, clusterTable } from '../output/clusters';
import { dataText } from '../output/data';
import { clustersOf } from '../scope';
import { ExitCode, Session } from '../session';

/** Prints the quota, instances and warnings of clusters. Of one alone, json and yaml are its status, not a list. */
export async function status(session: Session): Promise<ExitCode> {
  const { options, client } = session;
  const named = clustersOf(options, options.operands, client);
  const names = named ?? (await client.clusters()).map(({ name }) => name);
  const clusters = await askEach(session, names, (name) => client.clusterStatus(name));
  if (clusters.length > 0 || named?.length !== 1) print(session, clusters, named?.length === 1);
  return clusters.length === names.length ? ExitCode.DONE : ExitCode.FAILED;
}

function print({ options, screen, world }: Session, clusters: readonly ClusterStatus[], isOne: boolean): void {
  const form = options.output ?? (isOne ? 'details' : 'table');
  if (form === 'json' || form === 'yaml') screen.print(dataText(form, isOne ? clusters[0] : clusters));
  else if (form === 'name') for (const { name } of clusters) screen.print(name);
  else if (clusters.length === 0) screen.say('no clusters');
  else if (form === 'table') screen.print(clusterTable(clusters, world.now()).join('\n'));
  else screen.print(clusters.map((one) => clusterDetails(one, world.now())).join('\n\n'));
}
