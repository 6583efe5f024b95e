import { ListOptions } from '../runtime/listing';
import { Options } from './options';
import { UsageError } from './usage-error';
import { Client } from './world';

/** The clusters that a command is about; undefined for all of them. @throws UsageError if they are named in several ways */
export function clustersOf(
  { namespace, allClusters }: Options,
  named: readonly string[],
  client: Pick<Client, 'cluster'>,
): string[] | undefined {
  const ways = [named.length > 0, namespace !== undefined, allClusters].filter(Boolean);
  if (ways.length > 1) throw new UsageError('clusters are named as arguments, by -n or all by -A: choose one of these');
  const [odd] = named.filter((name) => name.includes('/'));
  if (odd !== undefined)
    throw new UsageError(`a cluster has no '/' in its name, got '${odd}': mar get ${odd} shows it`);
  if (allClusters) return undefined;
  return named.length > 0 ? [...new Set(named)] : [namespace ?? client.cluster];
}

/** What to list of each of them. */
export function listsOf(clusters: readonly string[] | undefined, selector: string | undefined): ListOptions[] {
  const labels = selector === undefined ? {} : { selector };
  return clusters === undefined ? [labels] : clusters.map((cluster) => ({ cluster, ...labels }));
}
