import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import { Construct, Node } from 'constructs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CheckReport } from '../check/report';
import { IRule } from '../check/rule';
import { CheckFinding, Judged } from '../check/run';
import { MarRegion } from '../cluster/mar-region';
import { propError } from '../internal/errors';
import { publish, writeWhole } from '../synth/publish';
import { annotate, judge, report, requireNoErrors, requireOwnCodes } from './check-app';
import { FormerManifests } from './former';
import { MarAppProps } from './mar-app-props';

/**
 * An `App` that writes its files whole or not at all: when synthesis fails, the former output is as it was. What is in a
 * `MarRegion` goes to a folder of its own.
 *
 * A plain `App` writes the same manifests, but may stop half way, and knows no folders of regions.
 */
export class MarApp extends App {
  private readonly rules: readonly IRule[];
  private readonly checkReports: readonly CheckReport[];
  private readonly former?: FormerManifests;

  /** @throws if a rule has no code of its own, a report would be among the manifests, or there is no folder `former` */
  constructor(props: MarAppProps = {}) {
    super(props);
    this.rules = [...(props.rules ?? [])];
    this.checkReports = [...(props.checkReports ?? [])];
    this.former = props.former === undefined ? undefined : new FormerManifests(this, props.former);
    requireOwnCodes(this, this.rules);
    for (const { file } of this.checkReports.filter((one) => one._isIn(this.outdir))) {
      const rule = 'must not be in the output folder, whose files are applied';
      throw propError(this, 'checkReports', file, rule, 'write it elsewhere');
    }
  }

  /**
   * All that the checks find: errors, warnings, and what is silenced, with the reason. Writes nothing. For tests:
   * `expect(app.check()).toEqual([])`.
   */
  public check(): CheckFinding[] {
    return report(this, this.judge());
  }

  /**
   * Writes all manifests to the output folder, which is created if it is missing. What is in it and not written anew stays:
   * the file of a cluster that left the program is deleted by the cdk8s CLI, which empties the folder, or by you.
   * @throws if the checks find errors, all of which it lists; what `App.synth` throws, and where two objects would be written to one file; then nothing is written
   */
  public override synth(): void {
    const judged = this.judge();
    const findings = report(this, judged);
    for (const one of this.checkReports) writeWhole(one.file, one._render(findings));
    requireNoErrors(findings);
    annotate(judged);
    const regions = this.regions();
    publish(this.outdir, (staging) => {
      this.synthPart(this, undefined, staging);
      for (const region of regions) {
        const folder = path.join(staging, region.regionName);
        this.synthPart(region, region, folder);
        for (const chart of this.chartsOf(region)) shorten(folder, chart, region);
      }
    });
  }

  /** Lets the App synthesize the charts of a region, or those of none, as if there were no others. */
  private synthPart(top: Construct, region: MarRegion | undefined, outdir: string): void {
    if (this.yamlOutputType === YamlOutputType.FILE_PER_RESOURCE) requireFilesOfTheirOwn(this.chartsOf(region));
    const charts = (): Chart[] => this.chartsOf(region);
    const part = { node: { value: top.node }, charts: { get: charts }, outdir: { value: outdir } };
    super.synth.call(Object.create(this, part) as this);
  }

  private judge(): Judged[] {
    const names = this.regions().map(({ regionName }) => regionName);
    return judge(this, this.rules, (place) => this.former?.of((place as MarRegion | undefined)?.regionName, names));
  }

  private regions(): MarRegion[] {
    return this.node.findAll().filter((construct) => construct instanceof MarRegion);
  }

  private chartsOf(region: MarRegion | undefined): Chart[] {
    return this.charts.filter((chart) => MarRegion.of(chart) === region);
  }
}

/** An App would write the policies and quotas of all clusters to the same files, and keep those of the last. */
function requireFilesOfTheirOwn(charts: Chart[]): void {
  const files = new Map<string, ApiObject>();
  const constructs = new Set(charts.flatMap((chart) => chart.node.findAll()));
  for (const object of [...constructs].filter((construct) => ApiObject.isApiObject(construct))) {
    const file = `${object.kind}.${object.name}`;
    const other = files.get(file) ?? object;
    if (other !== object) {
      const rule = `must not be FILE_PER_RESOURCE where objects share a name, as '${other.node.path}' does`;
      throw propError(object, 'yamlOutputType', file, rule, 'use FOLDER_PER_CHART_FILE_PER_RESOURCE');
    }
    files.set(file, object);
  }
}

/** Files are called after the path of their chart; in the folder of a region, its name says nothing. */
function shorten(folder: string, chart: Chart, region: MarRegion): void {
  const long = Names.toDnsLabel(chart);
  const relative = chart.node.path.slice(region.node.path.length + 1);
  const node = Object.create(chart.node, { path: { value: relative } }) as Node;
  const short = Names.toDnsLabel(Object.create(chart, { node: { value: node } }) as Chart);
  for (const entry of fs.readdirSync(folder).filter((name) => name.includes(long))) {
    fs.renameSync(path.join(folder, entry), path.join(folder, entry.replace(long, short)));
  }
}
