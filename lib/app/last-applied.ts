import { IConstruct } from 'constructs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Manifest, manifestsIn } from '../check/manifest';
import { Manifests } from '../check/manifests';
import { withoutNulls } from '../check/model/json';
import { propError } from '../internal/errors';
import { filesIn } from '../synth/folders';
import { restoreFolder } from '../synth/work-folder';

/** Manifests that were last applied, read from a folder. As in the output folder, each region has a folder of its own. */
export class LastAppliedManifests {
  private readonly manifests: readonly Manifest[];

  /** @throws if the folder does not exist, or a file in it cannot be parsed */
  constructor(app: IConstruct, folder: string) {
    if (typeof folder === 'string') restoreFolder({ prop: 'lastApplied', path: folder, must: 'must be a folder' });
    if (typeof folder !== 'string' || fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      const advice = 'give the one with the manifests that were applied last';
      throw propError(app, 'lastApplied', folder, 'must be a folder', advice);
    }
    const files = filesIn(folder).filter((file) => /\.ya?ml$/.test(file));
    this.manifests = files.flatMap((file) =>
      documentsOf(app, path.join(folder, file)).flatMap((document) => manifestsIn(document, file)),
    );
  }

  /**
   * Returns the manifests in the folder of `region`; if `region` is undefined, the manifests outside the folders of all
   * `regions`.
   */
  public of(region: string | undefined, regions: readonly string[]): Manifests {
    const isIn = (file: string, name: string): boolean => file.startsWith(`${name}${path.sep}`);
    const isWanted = (file: string): boolean =>
      region === undefined ? !regions.some((name) => isIn(file, name)) : isIn(file, region);
    return new Manifests(this.manifests.filter((manifest) => isWanted(manifest.path)));
  }
}

/**
 * Parses a file as YAML 1.1, like kubectl. Does not use the YAML loader of cdk8s, which starts a process per file and
 * accepts a truncated document.
 */
function documentsOf(app: IConstruct, file: string): unknown[] {
  try {
    return parseAllDocuments(fs.readFileSync(file, 'utf8'), { version: '1.1' }).map((document) => {
      const [error] = document.errors;
      if (error !== undefined) throw error;
      return withoutNulls(document.toJSON());
    });
  } catch (error) {
    const reason = (error as Error).message.replace(/:?\n[^]*$/, '');
    throw propError(app, 'lastApplied', file, 'must hold manifests in YAML', `correct it (${reason})`);
  }
}
