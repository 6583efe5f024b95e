import { ListOptions } from '../runtime/status/read-inventory';
import { Options } from './options';
import { Client } from './world';

/**
 * Returns the clusters that a command applies to: those in `named`, otherwise the one of `--namespace`, otherwise the one of
 * the kubeconfig context. Undefined for all clusters (`--all-clusters`).
 */
export function clustersOf(
  { namespace, allClusters }: Options,
  named: readonly string[],
  client: Pick<Client, 'cluster'>,
): string[] | undefined {
  if (allClusters) return undefined;
  return named.length > 0 ? [...new Set(named)] : [namespace ?? client.cluster];
}

/** Returns one list query per cluster, or a single query over all clusters if `clusters` is undefined. */
export function listsOf(clusters: readonly string[] | undefined, selector?: string): ListOptions[] {
  const labels = selector === undefined ? {} : { selector };
  return clusters === undefined ? [labels] : clusters.map((cluster) => ({ cluster, ...labels }));
}
