import { grouped } from '../../internal/collections';
import { OpenPath, PathEnd } from './paths';

/** Returns the number of pods in a namespace. A workload counts as one. */
export type Population = (namespace: string) => number;

/**
 * Replaces the paths from or to all pods of a namespace with one path from or to `<namespace>/*`. A path from a single pod
 * to itself is not required.
 */
export function withWildcards(paths: readonly OpenPath[], population: Population): OpenPath[] {
  return gather(gather(paths, 'to', population), 'from', population);
}

function gather(paths: readonly OpenPath[], side: 'from' | 'to', population: Population): OpenPath[] {
  const other = side === 'to' ? 'from' : 'to';
  const alike = grouped(paths, (path) =>
    JSON.stringify([path[other].text, path.ports, path[side].namespace ?? path[side].text]),
  );
  return [...alike.values()].flatMap((same) => {
    const [path] = same;
    const namespace = path?.[side].namespace;
    if (path === undefined || namespace === undefined || same.length < 2) return same;
    const others = population(namespace) - (isOneOf(path[other], namespace) ? 1 : 0);
    return same.length < others ? same : [{ ...path, [side]: { text: `${namespace}/*`, namespace } }];
  });
}

/**
 * Returns true if `end` is a single pod in `namespace`. Such a pod has no path to itself, so it has one path fewer in its
 * namespace.
 */
function isOneOf(end: PathEnd, namespace: string): boolean {
  return end.isOnePod === true && end.namespace === namespace;
}
