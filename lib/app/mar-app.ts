import { App } from 'cdk8s';
import { CheckReport } from '../check/report';
import { IRule } from '../check/rule';
import { CheckFinding, Judged } from '../check/run';
import { LastAppliedOf } from '../check/tree';
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
import { LastAppliedManifests } from './last-applied';
import { MarAppProps } from './mar-app-props';

/**
 * App that checks all manifests before it writes them. Writes all files or none: if synthesis fails or is killed, the
 * previous output stays. In the cdk8s CLI the previous output is lost, because the CLI empties the output folder first. The
 * objects of a `MarRegion` go to a folder of their own.
 *
 * A plain cdk8s `App` runs no checks, may stop after some files, and does not know region folders.
 */
export class MarApp extends App {
  private readonly rules: readonly IRule[];
  private readonly checkReports: readonly CheckReport[];
  private readonly lastApplied?: LastAppliedManifests;
  private readonly recordsMetadata: boolean;

  /**
   * @throws if the code of a rule is invalid or already used, a report file is inside the output folder, or the folder
   * `lastApplied` does not exist or cannot be parsed
   */
  constructor(props: MarAppProps = {}) {
    requireObject('MarApp', 'props', props);
    super(props);
    requireList(this, 'rules', props.rules ?? []);
    requireList(this, 'checkReports', props.checkReports ?? []);
    this.rules = [...(props.rules ?? [])];
    this.checkReports = [...(props.checkReports ?? [])];
    this.lastApplied = props.lastApplied === undefined ? undefined : new LastAppliedManifests(this, props.lastApplied);
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
   * Returns everything that the checks report: errors, warnings, and allowed violations with their reason. Writes nothing.
   * In a test: `expect(app.check()).toEqual([])`.
   */
  public check(): CheckFinding[] {
    const tree = treeOf(this);
    return report(tree, this.judge(tree, new Rendering()));
  }

  /**
   * Writes all manifests to the output folder, and creates the folder if it is missing. Other files in the folder stay: if
   * you remove a cluster from the program, the cdk8s CLI deletes its old file (it empties the folder), otherwise delete the
   * file yourself.
   *
   * If the process is killed, the folder has either all old files or all new ones. A file with the same bytes is not
   * touched. A single changed file is replaced by a rename. If several files change, the whole folder is swapped by two
   * renames; if the process is killed between them, the folder is missing until the next synth restores it. A folder that
   * cannot be swapped, such as the working directory, gets its files one by one, so an interruption leaves files of both
   * versions. Files are not flushed to disk, so none of this holds for a power failure. `docs/output.md` has the details.
   * @throws if the output folder is not writable, the checks report errors (the message lists all of them), dependencies
   * form a cycle, or two objects would be written to one file; the output folder is then unchanged
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
    const lastAppliedOf: LastAppliedOf = (place) =>
      this.lastApplied?.of((place as MarRegion | undefined)?.regionName, names);
    return judge(this, this.rules, { tree, rendering, lastAppliedOf });
  }
}

function regionsOf({ constructs }: Tree): MarRegion[] {
  return constructs.filter((construct) => construct instanceof MarRegion);
}
