import { Command } from './commands';
import { Options } from './options';
import { refsOf } from './targets';
import { UsageError } from './usage-error';

/**
 * Checks that the options and arguments of a command can be combined, and that each argument names an instance in a valid
 * form, before any request is sent.
 *
 * @throws UsageError
 */
export function requireUsable({ operands, flags }: Command, options: Options): void {
  if (operands === 'clusters') requireClusters(options, options.operands);
  if (operands === 'instances' && flags.includes('all')) requireSelection(options);
  else if (operands === 'instances' && options.operands.length === 0) {
    throw new UsageError('no instance is named: mar list shows those that there are');
  }
  if (operands === 'instances') refsOf(options.operands, 'any');
}

function requireSelection(options: Options): void {
  const { operands, all, selector, allClusters } = options;
  const ways = [operands.length > 0, all, selector !== undefined].filter(Boolean).length;
  if (ways === 0) throw new UsageError('no instance is named: name some, or take --all or -l LABELS');
  if (ways > 1) throw new UsageError('instances are named, or selected by --all or -l: choose one of these');
  if (operands.length > 0 && allClusters) {
    throw new UsageError('-A goes with --all and -l: name the cluster of an instance as CLUSTER/ID');
  }
  requireClusters(options, []);
}

function requireClusters({ namespace, allClusters }: Options, named: readonly string[]): void {
  const ways = [named.length > 0, namespace !== undefined, allClusters].filter(Boolean).length;
  if (ways > 1) throw new UsageError('clusters are named as arguments, by -n or all by -A: choose one of these');
  const odd = [...named, ...(namespace === undefined ? [] : [namespace])].find((name) => name.includes('/'));
  if (odd !== undefined)
    throw new UsageError(`a cluster has no '/' in its name, got '${odd}': mar get shows an instance`);
}
