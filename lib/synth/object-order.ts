import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { append, grouped } from '../internal/collections';
import { sortTopologically } from './topology';

/** Dependency of the construct `source` on the construct `target`. */
export interface Dependency {
  readonly source: IConstruct;
  readonly target: IConstruct;
}

/**
 * Vertex between all objects of a construct and all objects that they depend on. Replaces an edge for each pair of objects.
 */
interface Gate {
  readonly of: IConstruct;
}

type Vertex = ApiObject | Gate;

/**
 * Sorts the objects of a chart so that each comes after its dependencies. A dependency between two constructs applies to all
 * objects in them.
 * @throws if dependencies form a cycle; the error names all of its constructs
 */
export function sortObjects(objects: readonly ApiObject[], dependencies: readonly Dependency[]): readonly ApiObject[] {
  if (dependencies.length === 0) return objects;
  return sortTopologically<Vertex>(objects, edgesOf(new Set(objects), dependencies)).filter(isObject);
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

/** Returns true if one construct contains the other. No gate is possible then, because an object would be on both sides. */
function areRelated({ source, target }: Dependency): boolean {
  return source.node.scopes.includes(target) || target.node.scopes.includes(source);
}

function isObject(vertex: Vertex): vertex is ApiObject {
  return !('of' in vertex);
}
