import { App } from 'cdk8s';
import * as path from 'node:path';
import { CheckReport } from '../check/report';
import { IRule } from '../check/rule';
import { CheckFinding, Judged } from '../check/run';
import { FormerOf } from '../check/tree';
import { MarRegion } from '../cluster/mar-region';
import { grouped } from '../internal/collections';
import { propError } from '../internal/errors';
import { placeOf } from '../internal/scope';
import { requireInstance } from '../internal/values';
import { filesOf, Layout } from '../synth/layout';
import { writeMetadata } from '../synth/metadata';
import { Tree, treeOf } from '../synth/order';
import { publish, writeWhole } from '../synth/publish';
import { Rendering } from '../synth/rendering';
import { writeFiles } from '../synth/write';
import { annotate, judge, report, requireNoErrors, requireOwnCodes } from './check-app';
import { FormerManifests } from './former';
import { MarAppProps } from './mar-app-props';

/**
 * An `App` that checks what it is to write, and writes its files whole or not at all: when synthesis fails, the former output is as it
 * was, unless it runs in the cdk8s CLI, which empties the output folder before. What is in a `MarRegion` goes to a folder of its own.
 *
 * A plain `App` checks nothing, may stop half way, and knows no folders of regions.
 */
export class MarApp extends App {
  private readonly rules: readonly IRule[];
  private readonly checkReports: readonly CheckReport[];
  private readonly former?: FormerManifests;
  private readonly recordsMetadata: boolean;

  /** @throws if a rule has no code of its own, a report would be among the manifests, or there is no folder `former` */
  constructor(props: MarAppProps = {}) {
    super(props);
    this.rules = [...(props.rules ?? [])];
    this.checkReports = [...(props.checkReports ?? [])];
    this.former = props.former === undefined ? undefined : new FormerManifests(this, props.former);
    this.recordsMetadata = (this as unknown as { recordConstructMetadata: boolean }).recordConstructMetadata; // private, and also said by the environment
    requireOwnCodes(this, this.rules);
    for (const one of this.checkReports) {
      requireInstance(this, 'checkReports[]', one, '_isIn', 'a CheckReport', "CheckReport.json('checks.json')");
    }
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
    const tree = treeOf(this);
    return report(tree, this.judge(tree, new Rendering()));
  }

  /**
   * Writes all manifests to the output folder, which is created if it is missing. What is in it and not written anew stays:
   * the file of a cluster that left the program is deleted by the cdk8s CLI, which empties the folder, or by you.
   * @throws if the checks find errors, all of which it lists, dependencies lead in a circle, or two objects would be written to one file; then nothing is written
   */
  public override synth(): void {
    const [tree, rendering] = [treeOf(this), new Rendering()];
    const judged = this.judge(tree, rendering);
    const findings = report(tree, judged);
    for (const one of this.checkReports) writeWhole(one.file, one._render(findings));
    requireNoErrors(findings);
    annotate(judged, rendering);
    const charts = grouped(tree.charts, ({ chart }) => placeOf(chart));
    publish(this.outdir, (staging) => {
      for (const region of [undefined, ...regionsOf(tree)]) {
        const folder = path.join(staging, region?.regionName ?? '');
        this.write(folder, { top: region ?? this, charts: charts.get(region) ?? [] }, rendering);
      }
    });
  }

  private write(folder: string, part: Pick<Layout, 'top' | 'charts'>, rendering: Rendering): void {
    const layout = { ...part, type: this.yamlOutputType, extension: this.outputFileExtension };
    writeFiles(folder, filesOf(layout, rendering));
    if (this.recordsMetadata) writeMetadata(folder, part.charts);
  }

  private judge(tree: Tree, rendering: Rendering): Judged[] {
    const names = regionsOf(tree).map(({ regionName }) => regionName);
    const formerOf: FormerOf = (place) => this.former?.of((place as MarRegion | undefined)?.regionName, names);
    return judge(this, this.rules, { tree, rendering, formerOf });
  }
}

function regionsOf({ constructs }: Tree): MarRegion[] {
  return constructs.filter((construct) => construct instanceof MarRegion);
}
