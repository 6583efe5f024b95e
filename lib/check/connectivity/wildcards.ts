import { grouped } from '../../internal/collections';
import { OpenPath, PathEnd } from './paths';

/** How many pods a namespace has, those of a workload counted as one. */
export type Population = (namespace: string) => number;

/** Says `prod/*` where paths lead to, or come from, all pods of a namespace; a pod never asks itself. */
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

/** Whether it is one of the pods of a namespace, which all others can reach or be reached by. */
function isOneOf(end: PathEnd, namespace: string): boolean {
  return end.isOnePod === true && end.namespace === namespace;
}
