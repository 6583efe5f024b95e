import { InstanceRef } from '../runtime/status/instance-status';
import { clustersOf, listsOf } from './scope';
import { Session } from './session';
import { refsOf, shortName, unique } from './targets';
import { missing, tellNone } from './tell-none';

/** The instances that an action is about: those named, or all of a selection. */
export async function selected(session: Session): Promise<InstanceRef[]> {
  const { options, client } = session;
  const { operands, selector, namespace } = options;
  if (operands.length > 0) return distinct(session, refsOf(operands, namespace ?? client.cluster));
  const clusters = clustersOf(options, [], client);
  const rows = (await Promise.all(listsOf(clusters, selector).map((list) => client.list(list)))).flat();
  if (rows.length === 0) await requireClusters(session, clusters);
  return rows.map(({ cluster, id, kind }) => ({ cluster, id, kind }));
}

/** Where an ID is named with a kind and without, the kind is asked for: both may be one instance. */
async function distinct({ client }: Session, refs: readonly InstanceRef[]): Promise<InstanceRef[]> {
  const withKind = new Set(refs.filter(({ kind }) => kind !== undefined).map(shortName));
  const known = refs.map(async (ref) => {
    if (ref.kind !== undefined || !withKind.has(shortName(ref))) return ref;
    const { kind } = await client.get(ref).catch(() => ref); // the action says what is wrong with it
    return { ...ref, kind };
  });
  return unique(await Promise.all(known));
}

/** Nothing is selected: perhaps as there is no such cluster. */
async function requireClusters(session: Session, clusters: readonly string[] | undefined): Promise<void> {
  const [first] = await missing(session, clusters ?? []);
  if (first !== undefined) throw first.error;
  tellNone(session, clusters);
}
