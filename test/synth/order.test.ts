import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { chartsInOrder } from '../../lib/synth/order';
import { inFolder } from '../support/folder';

/** A tree: where each construct is, which are charts and which objects, and what depends on what. */
interface Plan {
  readonly nodes: readonly { readonly parent: number; readonly kind: 'chart' | 'construct' | 'object' }[];
  readonly dependencies: readonly (readonly [source: number, target: number])[];
}

const index = fc.nat(30);
const plans: fc.Arbitrary<Plan> = fc.record({
  nodes: fc.array(fc.record({ parent: index, kind: fc.constantFrom('chart', 'construct', 'object', 'object') }), {
    minLength: 1,
    maxLength: 16,
  }),
  dependencies: fc.array(fc.tuple(index, index), { maxLength: 4 }),
});

/** Stock Apps lose, or loop over, what depends on itself or on what it is in. */
function areRelated(one: Construct, other: Construct): boolean {
  return one.node.scopes.includes(other) || other.node.scopes.includes(one);
}

/** Builds a tree under two charts; objects take no children, and what is not there depends on nothing. */
function build(app: App, { nodes, dependencies }: Plan): readonly Construct[] {
  const made: Construct[] = [new Chart(app, 'first'), new Chart(app, 'second')];
  for (const [i, { parent, kind }] of nodes.entries()) {
    const scopes = made.filter((one) => !ApiObject.isApiObject(one));
    const scope = scopes[parent % scopes.length] ?? app;
    if (kind === 'chart') made.push(new Chart(scope, `n${i}`));
    else if (kind === 'construct') made.push(new Construct(scope, `n${i}`));
    else made.push(new ApiObject(scope, `n${i}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `n${i}` } }));
  }
  for (const [from, to] of dependencies) {
    const [source, target] = [made[from], made[to]];
    if (source === undefined || target === undefined || areRelated(source, target)) continue;
    source.node.addDependency(target);
  }
  return made;
}

/** What of a tree is written, or that it cannot be: charts by their paths, each with its objects. */
type Written = readonly (readonly [chart: string, objects: readonly ApiObject[]])[] | 'circle';

function unlessCircle(write: () => Written): Written {
  try {
    return write();
  } catch (error) {
    if (/cycle|circle/.test(String(error))) return 'circle';
    throw error;
  }
}

const ours = (app: App): Written => chartsInOrder(app).map(({ chart, objects }) => [chart.node.path, objects]);

/** A stock App finds dependencies while it synthesizes. */
function stock(app: App): Written {
  app.synth();
  const graph = (chart: Chart): ApiObject[] => new DependencyGraph(chart.node).topology().filter((one) => ApiObject.isApiObject(one)); // prettier-ignore
  return app.charts.map((chart) => [chart.node.path, graph(chart).filter((one) => Chart.of(one) === chart)]);
}

/** Builds a tree twice, as a stock App changes it, and says what is written of both. */
function both(plan: Plan): { written: Written; expected: Written; made: readonly Construct[] } {
  const app = new App();
  const made = build(app, plan);
  const expected = inFolder((outdir) => {
    const other = new App({ outdir });
    build(other, plan);
    return unlessCircle(() => stock(other));
  });
  return { written: unlessCircle(() => ours(app)), expected, made };
}

const pathsOf = (written: Written, sort: boolean): unknown => {
  if (written === 'circle') return written;
  return written.map(([chart, objects]) => {
    const paths = objects.map(({ node }) => node.path);
    return [chart, sort ? paths.sort() : paths];
  });
};

test('law: charts are in the order of cdk8s, and each has its objects', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { written, expected } = both(plan);
      expect(pathsOf(written, true)).toEqual(pathsOf(expected, true));
    }),
    { numRuns: 500 },
  );
});

test('law: objects that depend on nothing are in the order of cdk8s', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { written, expected } = both({ ...plan, dependencies: [] });
      expect(pathsOf(written, false)).toEqual(pathsOf(expected, false));
    }),
  );
});

test('law: an object comes after all of its chart that it depends on, or that something around it depends on', () => {
  let found = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const { written, made } = both(plan);
      fc.pre(written !== 'circle');
      const order = written.flatMap(([, objects]) => objects);
      const inside = (one: IConstruct): ApiObject[] => order.filter(({ node }) => node.scopes.includes(one));
      const pairs = made.flatMap((from) =>
        from.node.dependencies.flatMap((to) =>
          inside(from).flatMap((source) => inside(to).map((target) => [source, target] as const)),
        ),
      );
      const wrong = pairs.filter(
        ([source, target]) => Chart.of(source) === Chart.of(target) && order.indexOf(source) < order.indexOf(target),
      );
      expect(wrong.map(([source, target]) => `${source.node.path} before ${target.node.path}`)).toEqual([]);
      found += pairs.length;
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(20);
});

describe('a circle is named whole', () => {
  test('of charts', () => {
    const app = new App();
    const [a, b, c] = [new Chart(app, 'a'), new Chart(app, 'b'), new Chart(app, 'c')];
    a.addDependency(b);
    b.addDependency(new ApiObject(c, 'object', { apiVersion: 'v1', kind: 'ConfigMap' }));
    c.addDependency(a);
    const message = "[a] dependencies must not lead in a circle, got 'a => b => c => a': remove one of them";
    expect(() => chartsInOrder(app)).toThrow(new Error(message));
  });

  test('of objects, and of constructs that hold some', () => {
    const chart = new Chart(new App(), 'chart');
    const outer = new Construct(chart, 'outer');
    const add = (scope: Construct, id: string): ApiObject =>
      new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' });
    const [inner, other] = [add(outer, 'inner'), add(chart, 'other')];
    add(chart, 'free').node.addDependency(outer);
    outer.node.addDependency(other);
    other.node.addDependency(inner);
    const message =
      "[chart/outer/inner] dependencies must not lead in a circle, got 'chart/outer/inner => chart/other => chart/outer/inner': remove one of them";
    expect(() => chartsInOrder(chart)).toThrow(new Error(message));
  });
});

test('what depends on all that it is in comes last', () => {
  const chart = new Chart(new App(), 'chart');
  const [first] = ['first', 'second', 'third'].map(
    (id) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' }),
  );
  first?.node.addDependency(chart);
  expect(chartsInOrder(chart)[0]?.objects.map(({ node }) => node.id)).toEqual(['second', 'third', 'first']);
});

test('a long chain is no deep recursion, and many who depend on many are no edge each', () => {
  const chart = new Chart(new App(), 'chart');
  const groups = Array.from({ length: 3 }, (_, i) => new Construct(chart, `group-${i}`));
  let last: ApiObject | undefined;
  for (const group of groups) {
    for (let i = 0; i < 20_000; i++) {
      const object = new ApiObject(group, `o${i}`, { apiVersion: 'v1', kind: 'ConfigMap' });
      if (last !== undefined && group === groups[0]) last.node.addDependency(object);
      last = object;
    }
  }
  groups[1]?.node.addDependency(...groups.slice(2));
  const [ordered] = chartsInOrder(chart);
  const ids = ordered?.objects.map(({ node }) => node.path) ?? [];
  expect(ids).toHaveLength(60_000);
  expect(ids[0]).toBe('chart/group-0/o19999');
  expect(ids[20_000]).toBe('chart/group-2/o0');
});
