import { InstanceRef } from '../runtime/status/instance-status';
import { clustersOf, listsOf } from './scope';
import { Session } from './session';
import { refsOf } from './targets';
import { missing, tellNone } from './tell-none';

/** The instances that an action is about: those named, or all of a selection. */
export async function selected(session: Session): Promise<InstanceRef[]> {
  const { options, client } = session;
  const { operands, selector, namespace } = options;
  if (operands.length > 0) return refsOf(operands, namespace ?? client.cluster);
  const clusters = clustersOf(options, [], client);
  const rows = (await Promise.all(listsOf(clusters, selector).map((list) => client.list(list)))).flat();
  if (rows.length === 0) await requireClusters(session, clusters);
  return rows.map(({ cluster, id, kind }) => ({ cluster, id, kind }));
}

/** Nothing is selected: perhaps as there is no such cluster. */
async function requireClusters(session: Session, clusters: readonly string[] | undefined): Promise<void> {
  const [first] = await missing(session, clusters ?? []);
  if (first !== undefined) throw first.error;
  tellNone(session, clusters);
}
