import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';

/** A tree: where each construct is, which are charts and which objects, and what depends on what. */
export interface Plan {
  readonly nodes: readonly { readonly parent: number; readonly kind: 'chart' | 'construct' | 'object' }[];
  readonly dependencies: readonly (readonly [source: number, target: number])[];
}

const index = fc.nat(12);
export const plans: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(
    fc.record({
      parent: index,
      kind: fc.constantFrom('chart', 'construct', 'construct', 'object', 'object', 'object', 'object'),
    }),
    {
      minLength: 1,
      maxLength: 16,
    },
  ),
  dependencies: fc.array(fc.tuple(index, index), { maxLength: 4 }),
});

/** Makes the object of a place in a plan. */
export type Add = (scope: Construct, id: string, place: number) => ApiObject;

/** Stock Apps lose, or loop over, what depends on itself or on what it is in. */
function areRelated(one: Construct, other: Construct): boolean {
  return one.node.scopes.includes(other) || other.node.scopes.includes(one);
}

/** Builds a tree under two charts; objects take no children, and what is not there depends on nothing. */
export function build(app: App, { nodes, dependencies }: Plan, add: Add = configMap): readonly Construct[] {
  const made: Construct[] = [new Chart(app, 'first'), new Chart(app, 'second')];
  for (const [i, { parent, kind }] of nodes.entries()) {
    const scopes = made.filter((one) => !ApiObject.isApiObject(one));
    const scope = scopes[parent % scopes.length] ?? app;
    if (kind === 'chart') made.push(new Chart(scope, `n${i}`));
    else if (kind === 'construct') made.push(new Construct(scope, `n${i}`));
    else made.push(add(scope, `n${i}`, i));
  }
  for (const [from, to] of dependencies) {
    const [source, target] = [made[from], made[to]];
    if (source === undefined || target === undefined || areRelated(source, target)) continue;
    source.node.addDependency(target);
  }
  return made;
}

function configMap(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
}
