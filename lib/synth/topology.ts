import { Construct } from 'constructs';
import { propError } from '../internal/errors';

/**
 * Sorts vertices so that each comes after all vertices that its edges lead to. Starts with vertices that no edge leads to,
 * in the given order. Takes linear time and does not recurse.
 * @throws if edges form a cycle; the error names all constructs of the cycle
 */
export function sortTopologically<T extends object>(vertices: readonly T[], edges: ReadonlyMap<T, readonly T[]>): T[] {
  const order = new Set<T>();
  const ledTo = new Set([...edges.values()].flat());
  for (const root of [...vertices.filter((vertex) => !ledTo.has(vertex)), ...vertices]) {
    if (!order.has(root)) visit(root, edges, order);
  }
  return [...order];
}

/** Adds all vertices that can be reached from `root` to `order`, then `root`. */
function visit<T extends object>(root: T, edges: ReadonlyMap<T, readonly T[]>, order: Set<T>): void {
  const path = new Map([[root, leadsFrom(root)]]);
  const stack = [root];
  function leadsFrom(vertex: T): Iterator<T> {
    return (edges.get(vertex) ?? [])[Symbol.iterator]();
  }
  for (let vertex = stack.at(-1); vertex !== undefined; vertex = stack.at(-1)) {
    const step = path.get(vertex)?.next();
    if (step === undefined || step.done === true) {
      order.add(vertex);
      path.delete(vertex);
      stack.pop();
    } else if (path.has(step.value)) {
      throw cycleError(stack.slice(stack.indexOf(step.value)));
    } else if (!order.has(step.value)) {
      path.set(step.value, leadsFrom(step.value));
      stack.push(step.value);
    }
  }
}

/** Returns the error for a cycle. Names only constructs, because other vertices have no path. */
function cycleError(vertices: readonly object[]): Error {
  const paths = vertices.filter((vertex) => Construct.isConstruct(vertex)).map(({ node }) => node.path);
  const [first = ''] = paths;
  const rule = 'must not lead in a circle';
  return propError(first, 'dependencies', [...paths, first].join(' => '), rule, 'remove one of them');
}
