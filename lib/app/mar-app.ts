import { App } from 'cdk8s';
import { CheckReport } from '../check/report';
import { IRule } from '../check/rule';
import { CheckFinding, Judged } from '../check/run';
import { FormerOf } from '../check/tree';
import { MarRegion } from '../cluster/mar-region';
import { grouped } from '../internal/collections';
import { propError } from '../internal/errors';
import { placeOf } from '../internal/scope';
import { requireInstance, requireList, requireObject } from '../internal/values';
import { filesOf } from '../synth/layout';
import { toMetadataFile } from '../synth/metadata';
import { Tree, treeOf } from '../synth/order';
import { OUTDIR, publish } from '../synth/publish';
import { Rendering } from '../synth/rendering';
import { TextFile, toTextFiles } from '../synth/text-file';
import { restoreFolder } from '../synth/work-folder';
import { writeWhole } from '../synth/write-whole';
import { annotate, judge, report, requireNoErrors, requireOwnCodes } from './check-app';
import { FormerManifests } from './former';
import { MarAppProps } from './mar-app-props';

/**
 * An `App` that checks what it is to write, and writes its files whole or not at all: when synthesis fails or is killed, the former
 * output is as it was, unless it runs in the cdk8s CLI, which empties the output folder before. What is in a `MarRegion` goes to a folder
 * of its own.
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
    requireObject('MarApp', 'props', props);
    super(props);
    requireList(this, 'rules', props.rules ?? []);
    requireList(this, 'checkReports', props.checkReports ?? []);
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
   *
   * Whenever the process is killed, the folder has all files of before or all new ones. A file with the same bytes is not touched; one that
   * differs is renamed into its place; if several differ, the folder is swapped for a new one, and between the two renames of a swap it is
   * missing: killed there, the next synth puts it back. A folder that cannot be swapped, such as the working directory, gets its files
   * one by one, and in between has files of both versions. Nothing is flushed to the disk, so none of this holds for a power failure.
   * `docs/output.md` has the details.
   * @throws if the output folder cannot be written to, the checks find errors, all of which it lists, dependencies lead in a circle, or two objects would be written to one file; then nothing is written
   */
  public override synth(): void {
    restoreFolder({ ...OUTDIR, path: this.outdir });
    const [tree, rendering] = [treeOf(this), new Rendering()];
    const judged = this.judge(tree, rendering);
    const findings = report(tree, judged);
    for (const one of this.checkReports) writeWhole(one.file, one._render(findings));
    requireNoErrors(findings);
    annotate(judged, rendering);
    publish(this.outdir, this.renderFiles(tree, rendering));
  }

  private *renderFiles(tree: Tree, rendering: Rendering): Generator<TextFile> {
    const charts = grouped(tree.charts, ({ chart }) => placeOf(chart));
    for (const region of [undefined, ...regionsOf(tree)]) {
      const part = { top: region ?? this, charts: charts.get(region) ?? [] };
      const layout = { ...part, type: this.yamlOutputType, extension: this.outputFileExtension };
      const folder = region?.regionName ?? '';
      yield* toTextFiles(folder, filesOf(layout, rendering));
      if (this.recordsMetadata) yield toMetadataFile(folder, part.charts);
    }
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
