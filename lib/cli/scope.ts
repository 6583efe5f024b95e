import { ListOptions } from '../runtime/status/listing';
import { Options } from './options';
import { Client } from './world';

/** The clusters that a command is about: those named, that of `-n`, or that of the context; undefined for all of them. */
export function clustersOf(
  { namespace, allClusters }: Options,
  named: readonly string[],
  client: Pick<Client, 'cluster'>,
): string[] | undefined {
  if (allClusters) return undefined;
  return named.length > 0 ? [...new Set(named)] : [namespace ?? client.cluster];
}

/** What to list of each of them. */
export function listsOf(clusters: readonly string[] | undefined, selector?: string): ListOptions[] {
  const labels = selector === undefined ? {} : { selector };
  return clusters === undefined ? [labels] : clusters.map((cluster) => ({ cluster, ...labels }));
}
