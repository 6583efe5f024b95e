import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { append, grouped } from '../internal/collections';
import { chartOf } from '../internal/scope';
import { Dependency, sortObjects } from './object-order';
import { sortTopologically } from './topology';

/** Chart with its objects and dependencies. */
export interface OrderedChart {
  readonly chart: Chart;
  /** Objects of the chart, without those of nested charts, in the order in which they are written. */
  readonly objects: readonly ApiObject[];
  /** Charts that must be written before this chart. */
  readonly dependsOn: readonly Chart[];
}

/** Constructs and charts of a tree, collected once. */
export interface Tree {
  /** All constructs, each after its parent. */
  readonly constructs: readonly IConstruct[];
  /** Charts in the order in which cdk8s writes them: each after its nested charts and the charts that it depends on. */
  readonly charts: readonly OrderedChart[];
}

/**
 * Collects the constructs and charts below `root`. @throws if dependencies form a cycle; the error names all of its
 * constructs
 */
export function treeOf(root: IConstruct): Tree {
  const constructs = root.node.findAll();
  const dependencies = constructs.flatMap((source) => source.node.dependencies.map((target) => ({ source, target })));
  const direct = new Map(dependencies.map(({ source }) => [source, source.node.dependencies]));
  sortTopologically([...direct.keys()], direct); // throws even if nothing is written of those in a circle, as cdk8s does
  const charts = constructs.filter((construct) => Chart.isChart(construct));
  const edges = edgesOf(charts, dependencies);
  const objects = grouped(
    constructs.filter((construct) => ApiObject.isApiObject(construct)),
    ({ chart }) => chart,
  );
  const inside = grouped(
    dependencies.filter(({ source, target }) => chartOf(source) === chartOf(target)),
    ({ source }) => chartOf(source),
  );
  const ordered = sortTopologically(charts, edges).map((chart) => ({
    chart,
    objects: sortObjects(objects.get(chart) ?? [], inside.get(chart) ?? []),
    dependsOn: edges.get(chart) ?? [],
  }));
  return { constructs, charts: ordered };
}

/**
 * Returns the charts that each chart depends on, in the order of cdk8s: dependencies of the chart itself, nested charts,
 * dependencies of its constructs.
 */
function edgesOf(charts: readonly Chart[], dependencies: readonly Dependency[]): Map<Chart, Chart[]> {
  const edges = new Map<Chart, Chart[]>();
  for (const chart of charts) {
    for (const one of [...chart.node.dependencies, ...chart.node.children]) {
      if (Chart.isChart(one)) append(edges, chart, one);
    }
  }
  for (const { source, target } of dependencies) {
    const [from, to] = [Chart.of(source), Chart.of(target)];
    if (from !== to) append(edges, from, to);
  }
  return edges;
}
