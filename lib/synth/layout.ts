import { Chart, Names, YamlOutputType } from 'cdk8s';
import { IConstruct, Node } from 'constructs';
import { propError } from '../internal/errors';
import { withLowerCasePath } from '../internal/locale';
import { OrderedChart } from './order';
import { Document, Rendering } from './rendering';

/** Output file with its manifests. */
export interface OutputFile {
  /** Path of the file in the output folder. */
  readonly name: string;
  /** Construct that the file belongs to: the app, a chart or an object. */
  readonly source: IConstruct;
  /** Returns the manifests of the file. Most are rendered only when this function is called. */
  readonly documents: () => Iterable<Document>;
}

/** Content of an output folder, and how the content is divided into files. */
export interface Layout {
  /** Construct whose charts are written. Names of files are derived from the paths of charts relative to this construct. */
  readonly top: IConstruct;
  /** Charts in the order in which they are written. */
  readonly charts: readonly OrderedChart[];
  readonly type: YamlOutputType;
  /** Extension of the file names. */
  readonly extension: string;
}

/**
 * Returns the files that cdk8s would write.
 * @throws if two files have the same name. cdk8s would overwrite the first of them.
 */
export function filesOf(layout: Layout, rendering: Rendering): OutputFile[] {
  const files = [...FILES[layout.type](layout, rendering)];
  const taken = new Map<string, IConstruct>();
  for (const { name, source } of files) {
    const other = taken.get(name);
    if (other !== undefined) {
      const rule = `must not be ${YamlOutputType[layout.type]} where objects share a name, as '${other.node.path}' does`;
      throw propError(source, 'yamlOutputType', name, rule, 'use FOLDER_PER_CHART_FILE_PER_RESOURCE');
    }
    taken.set(name, source);
  }
  return files.map((file) => ({ ...file, name: `${file.name}${layout.extension}` }));
}

const FILES: Readonly<Record<YamlOutputType, (layout: Layout, rendering: Rendering) => Iterable<OutputFile>>> = {
  [YamlOutputType.FILE_PER_APP]: perApp,
  [YamlOutputType.FILE_PER_CHART]: perChart,
  [YamlOutputType.FILE_PER_RESOURCE]: perResource,
  [YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE]: perResourceInFolders,
};

function* perApp({ top, charts }: Layout, rendering: Rendering): Iterable<OutputFile> {
  if (charts.length === 0) return;
  yield { name: 'app', source: top, documents: function* () { for (const chart of charts) yield* rendering.documentsOf(chart); } }; // prettier-ignore
}

function* perChart(layout: Layout, rendering: Rendering): Iterable<OutputFile> {
  for (const [name, chart] of named(layout)) {
    yield { name, source: chart.chart, documents: () => rendering.documentsOf(chart) };
  }
}

function* perResource({ charts }: Layout, rendering: Rendering): Iterable<OutputFile> {
  for (const chart of charts) {
    for (const document of rendering.documentsOf(chart)) {
      const { kind, metadata } = document.json as { kind?: string; metadata?: { name?: string } };
      yield { name: resourceName(kind, metadata?.name), source: document.source, documents: () => [document] };
    }
  }
}

function* perResourceInFolders(layout: Layout, rendering: Rendering): Iterable<OutputFile> {
  for (const [folder, { objects }] of named(layout)) {
    for (const object of objects) {
      const name = `${folder}/${resourceName(object.kind, object.metadata.name)}`;
      yield { name, source: object, documents: () => [{ source: object, json: rendering.jsonOf(object) }] };
    }
  }
}

function resourceName(kind: string | undefined, name: string | undefined): string {
  return `${String(kind)}.${String(name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

/** Returns each chart with the name of its file. If any chart depends on another one, names start with a number. */
function named({ top, charts }: Pick<Layout, 'top' | 'charts'>): [name: string, chart: OrderedChart][] {
  const isIndexed = charts.some(({ dependsOn }) => dependsOn.length > 0);
  return charts.map((chart, i) => {
    const name = nameIn(top, chart.chart);
    return [isIndexed ? `${String(i).padStart(4, '0')}-${name}` : name, chart];
  });
}

/**
 * Returns charts in the order in which kubectl applies their files, which is by name. Sorts only for `FILE_PER_CHART`;
 * otherwise returns the charts in the order of `layout`.
 */
export function asApplied(layout: Pick<Layout, 'top' | 'charts' | 'type'>): readonly OrderedChart[] {
  if (layout.type !== YamlOutputType.FILE_PER_CHART) return layout.charts;
  const files = named(layout).map(([name, chart]) => ({ name: `${name}.`, chart }));
  return files.sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ chart }) => chart);
}

/** Returns the name of a chart, derived from its path relative to `top`. */
function nameIn(top: IConstruct, chart: Chart): string {
  if (top.node.path === '') return Names.toDnsLabel(withLowerCasePath(chart));
  const path = chart.node.path.slice(top.node.path.length + 1);
  const node = Object.create(chart.node, { path: { value: path } }) as Node;
  return Names.toDnsLabel(withLowerCasePath(Object.create(chart, { node: { value: node } }) as Chart));
}
