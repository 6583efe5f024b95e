import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { append, grouped } from '../internal/collections';
import { topologically } from './topology';

/** A construct, and another one that it depends on. */
export interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/** Stands between all objects of a construct and all of those it depends on, in place of an edge for each pair of them. */
interface Gate {
  readonly of: IConstruct;
}

type Vertex = ApiObject | Gate;

/**
 * The objects of a chart, each after those it depends on: all in a construct come after all in another one on which it depends.
 * @throws if dependencies lead in a circle, all of which is named
 */
export function inOrder(objects: readonly ApiObject[], dependencies: readonly Dependency[]): readonly ApiObject[] {
  if (dependencies.length === 0) return objects;
  return topologically<Vertex>(objects, edgesOf(new Set(objects), dependencies)).filter(isObject);
}

function edgesOf(own: ReadonlySet<IConstruct>, dependencies: readonly Dependency[]): Map<Vertex, Vertex[]> {
  const objectsIn = ({ node }: IConstruct): ApiObject[] =>
    node.findAll().filter((one): one is ApiObject => own.has(one));
  const edges = new Map<Vertex, Vertex[]>();
  const [related, others] = [dependencies.filter(areRelated), dependencies.filter((one) => !areRelated(one))];
  for (const { source, target } of related) {
    const targets = objectsIn(target);
    for (const one of objectsIn(source)) append(edges, one, ...targets.filter((other) => other !== one));
  }
  const after = new Map([...new Set(others.map(({ target }) => target))].map((target) => [target, { of: target }]));
  for (const [target, gate] of after) edges.set(gate, objectsIn(target));
  for (const [source, same] of grouped(others, (one) => one.source)) {
    const gate = { of: source };
    for (const one of objectsIn(source)) append(edges, one, gate);
    edges.set(
      gate,
      same.map(({ target }) => after.get(target)).filter((one) => one !== undefined),
    );
  }
  return edges;
}

/** Whether one is in the other: then an object would be on both sides of a gate. */
function areRelated({ source, target }: Dependency): boolean {
  return source.node.scopes.includes(target) || target.node.scopes.includes(source);
}

function isObject(vertex: Vertex): vertex is ApiObject {
  return !('of' in vertex);
}
