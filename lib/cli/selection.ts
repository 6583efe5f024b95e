import { InstanceRef } from '../runtime/instance-status';
import { clustersOf, listsOf } from './scope';
import { Session } from './session';
import { refsOf } from './targets';
import { tellNone } from './tell-none';
import { UsageError } from './usage-error';

/** The instances that an action is about: those named, or all of a selection. @throws UsageError if it is not said which */
export async function selected(session: Session): Promise<InstanceRef[]> {
  const { options, client } = session;
  const { operands, all, selector, allClusters, namespace } = options;
  const ways = [operands.length > 0, all, selector !== undefined].filter(Boolean);
  if (ways.length === 0) throw new UsageError('no instance is named: name some, or take --all or -l LABELS');
  if (ways.length > 1) throw new UsageError('instances are named, or selected by --all or -l: choose one of these');
  if (operands.length > 0) {
    if (allClusters) throw new UsageError('-A goes with --all and -l: name the cluster of an instance as CLUSTER/ID');
    return refsOf(operands, namespace ?? client.cluster);
  }
  const clusters = clustersOf(options, [], client);
  const rows = (await Promise.all(listsOf(clusters, selector).map((list) => client.list(list)))).flat();
  if (rows.length === 0) await tellNone(session, clusters);
  return rows.map(({ cluster, id, kind }) => ({ cluster, id, kind }));
}
