import { Construct } from 'constructs';
import { propError } from '../internal/errors';

/**
 * Vertices in an order in which each comes after all that it leads to, and otherwise as they are given: those to which nothing leads,
 * each with what it leads to before it. Takes time in proportion to vertices and edges, and no stack.
 * @throws if edges lead in a circle, with all constructs in it
 */
export function topologically<T extends object>(vertices: readonly T[], edges: ReadonlyMap<T, readonly T[]>): T[] {
  const order = new Set<T>();
  const ledTo = new Set([...edges.values()].flat());
  for (const root of [...vertices.filter((vertex) => !ledTo.has(vertex)), ...vertices]) {
    if (!order.has(root)) visit(root, edges, order);
  }
  return [...order];
}

/** Adds what a vertex leads to, then the vertex. */
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
      throw circle(stack.slice(stack.indexOf(step.value)));
    } else if (!order.has(step.value)) {
      path.set(step.value, leadsFrom(step.value));
      stack.push(step.value);
    }
  }
}

/** What is no construct has no name to be known by. */
function circle(vertices: readonly object[]): Error {
  const paths = vertices.filter((vertex) => Construct.isConstruct(vertex)).map(({ node }) => node.path);
  const [first = ''] = paths;
  const rule = 'must not lead in a circle';
  return propError(first, 'dependencies', [...paths, first].join(' => '), rule, 'remove one of them');
}
