import { ApiObject, App, Chart, DependencyGraph } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { treeOf } from '../../lib/synth/order';
import { build, Plan, plans } from '../support/random-tree';
import { inFolder } from '../support/folder';

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

const ours = (app: App): Written => treeOf(app).charts.map(({ chart, objects }) => [chart.node.path, objects]);

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

/** Charts by their paths, each with the paths of its objects. */
function pathsOf(written: Written): unknown {
  return written === 'circle'
    ? written
    : written.map(([chart, objects]) => [chart, objects.map(({ node }) => node.path)]);
}

/** In an order of no meaning. */
function sorted(written: Written): unknown {
  if (written === 'circle') return written;
  const charts = written.map(([chart, objects]) => [chart, ...objects.map(({ node }) => node.path).sort()]);
  return charts.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
}

test('law: what cdk8s writes is written, and where it finds a circle there is one', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { written, expected } = both(plan);
      expect(sorted(written)).toEqual(sorted(expected));
    }),
    { numRuns: 500 },
  );
});

test('law: charts that depend on charts are in the order of cdk8s', () => {
  fc.assert(
    fc.property(plans, ({ nodes, dependencies }) => {
      const charts = nodes.map(({ parent }) => ({ parent, kind: 'chart' as const }));
      const { written, expected } = both({ nodes: charts, dependencies });
      expect(pathsOf(written)).toEqual(pathsOf(expected));
    }),
    { numRuns: 500 },
  );
});

test('law: objects that depend on nothing are in the order of cdk8s', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { written, expected } = both({ ...plan, dependencies: [] });
      expect(pathsOf(written)).toEqual(pathsOf(expected));
    }),
  );
});

test('law: charts and objects come after what they, or what is in them or around them, depend on', () => {
  let found = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const { written, made } = both(plan);
      fc.pre(written !== 'circle');
      const charts = written.map(([chart]) => chart);
      const order = written.flatMap(([, objects]) => objects);
      const inside = (one: IConstruct): ApiObject[] => order.filter(({ node }) => node.scopes.includes(one));
      for (const from of made) {
        for (const to of from.node.dependencies) {
          const [source, target] = [Chart.of(from), Chart.of(to)];
          expect(charts.indexOf(target.node.path)).toBeLessThanOrEqual(charts.indexOf(source.node.path));
          if (source !== target) continue;
          const [early, late] = [inside(to), inside(from)].map((objects) => objects.filter((one) => Chart.of(one) === source).map((one) => order.indexOf(one))); // prettier-ignore
          expect(Math.max(-1, ...(early ?? []))).toBeLessThan(Math.min(order.length, ...(late ?? [])));
          found += (early?.length ?? 0) * (late?.length ?? 0);
        }
      }
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
    expect(() => treeOf(app)).toThrow(new Error(message));
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
    expect(() => treeOf(chart)).toThrow(new Error(message));
  });
});

test('what depends on all that it is in comes last', () => {
  const chart = new Chart(new App(), 'chart');
  const [first] = ['first', 'second', 'third'].map(
    (id) => new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' }),
  );
  first?.node.addDependency(chart);
  expect(treeOf(chart).charts[0]?.objects.map(({ node }) => node.id)).toEqual(['second', 'third', 'first']);
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
  const [ordered] = treeOf(chart).charts;
  const ids = ordered?.objects.map(({ node }) => node.path) ?? [];
  expect(ids).toHaveLength(60_000);
  expect(ids[0]).toBe('chart/group-0/o19999');
  expect(ids[20_000]).toBe('chart/group-2/o0');
});
