import { Chart, Names, YamlOutputType } from 'cdk8s';
import { IConstruct, Node } from 'constructs';
import { propError } from '../internal/errors';
import { withLowerCasePath } from '../internal/locale';
import { OrderedChart } from './order';
import { Document, Rendering } from './rendering';

/** A file to be written. */
export interface OutputFile {
  /** Its path in the output folder. */
  readonly name: string;
  /** What it is for: a chart, or an object. */
  readonly source: IConstruct;
  /** Its documents, rendered as they are asked for. */
  readonly documents: () => Iterable<Document>;
}

/** What goes to a folder, and how. */
export interface Layout {
  /** What the folder is for: files are called after where in it their charts are. */
  readonly top: IConstruct;
  /** In the order in which they are written. */
  readonly charts: readonly OrderedChart[];
  readonly type: YamlOutputType;
  /** The end of the names of files. */
  readonly extension: string;
}

/**
 * The files that cdk8s writes.
 * @throws if two of them have one name: cdk8s keeps the last
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

/** What the files of charts are called: with a number before it where one depends on another. */
function named({ top, charts }: Pick<Layout, 'top' | 'charts'>): [name: string, chart: OrderedChart][] {
  const isIndexed = charts.some(({ dependsOn }) => dependsOn.length > 0);
  return charts.map((chart, i) => {
    const name = nameIn(top, chart.chart);
    return [isIndexed ? `${String(i).padStart(4, '0')}-${name}` : name, chart];
  });
}

/** Charts in the order in which kubectl applies their files, which goes by names; files of objects are left to who applies them. */
export function asApplied(layout: Pick<Layout, 'top' | 'charts' | 'type'>): readonly OrderedChart[] {
  if (layout.type !== YamlOutputType.FILE_PER_CHART) return layout.charts;
  const files = named(layout).map(([name, chart]) => ({ name: `${name}.`, chart }));
  return files.sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ chart }) => chart);
}

/** The name of a chart, as if what it is in were all that there is. */
function nameIn(top: IConstruct, chart: Chart): string {
  if (top.node.path === '') return Names.toDnsLabel(withLowerCasePath(chart));
  const path = chart.node.path.slice(top.node.path.length + 1);
  const node = Object.create(chart.node, { path: { value: path } }) as Node;
  return Names.toDnsLabel(withLowerCasePath(Object.create(chart, { node: { value: node } }) as Chart));
}
