import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { append, grouped } from '../internal/collections';
import { chartOf } from '../internal/scope';
import { Dependency, inOrder } from './object-order';
import { topologically } from './topology';

/** A chart and what it writes. */
export interface OrderedChart {
  readonly chart: Chart;
  /** The objects, without those of charts in it, in the order in which they are written. */
  readonly objects: readonly ApiObject[];
  /** The charts that must be written before. */
  readonly dependsOn: readonly Chart[];
}

/** A tree, walked once. */
export interface Tree {
  /** Each after what it is in. */
  readonly constructs: readonly IConstruct[];
  /** In the order in which cdk8s writes them: each after those in it and those it depends on. */
  readonly charts: readonly OrderedChart[];
}

/** Reads a tree. @throws if dependencies lead in a circle, all of which is named */
export function treeOf(root: IConstruct): Tree {
  const constructs = root.node.findAll();
  const dependencies = constructs.flatMap((source) => source.node.dependencies.map((target) => ({ source, target })));
  const direct = new Map(dependencies.map(({ source }) => [source, source.node.dependencies]));
  topologically([...direct.keys()], direct); // throws even if nothing is written of those in a circle, as cdk8s does
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
  const ordered = topologically(charts, edges).map((chart) => ({
    chart,
    objects: inOrder(objects.get(chart) ?? [], inside.get(chart) ?? []),
    dependsOn: edges.get(chart) ?? [],
  }));
  return { constructs, charts: ordered };
}

/** What a chart itself depends on comes first, then what is in it, then what its constructs depend on: as in cdk8s. */
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
