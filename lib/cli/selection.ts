import { InstanceRef } from '../runtime/status/instance-status';
import { clustersOf, listsOf } from './scope';
import { Session } from './session';
import { refsOf, shortName, unique } from './targets';
import { missing, tellNone } from './tell-none';

/**
 * Returns the instances to act on: those named as arguments, or all that match `--all`, `--selector` and the cluster
 * options.
 *
 * @throws MarRuntimeError if nothing is selected and the cluster does not exist
 */
export async function selected(session: Session): Promise<InstanceRef[]> {
  const { options, client } = session;
  const { operands, selector, namespace } = options;
  if (operands.length > 0) return distinct(session, refsOf(operands, namespace ?? client.cluster));
  const clusters = clustersOf(options, [], client);
  const rows = (await Promise.all(listsOf(clusters, selector).map((list) => client.list(list)))).flat();
  if (rows.length === 0) await requireClusters(session, clusters);
  return rows.map(({ cluster, id, kind }) => ({ cluster, id, kind }));
}

/**
 * Removes duplicates. If an ID is named both with and without a kind, requests the kind of the latter, because both may name
 * the same instance.
 */
async function distinct({ client }: Session, refs: readonly InstanceRef[]): Promise<InstanceRef[]> {
  const withKind = new Set(refs.filter(({ kind }) => kind !== undefined).map(shortName));
  const known = refs.map(async (ref) => {
    if (ref.kind !== undefined || !withKind.has(shortName(ref))) return ref;
    const { kind } = await client.get(ref).catch(() => ref); // the action will report the error
    return { ...ref, kind };
  });
  return unique(await Promise.all(known));
}

/**
 * Throws if one of `clusters` does not exist, which explains an empty selection. Otherwise prints that no instances were
 * found.
 */
async function requireClusters(session: Session, clusters: readonly string[] | undefined): Promise<void> {
  const [first] = await missing(session, clusters ?? []);
  if (first !== undefined) throw first.error;
  tellNone(session, clusters);
}
