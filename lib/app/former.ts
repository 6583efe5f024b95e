import { Yaml } from 'cdk8s';
import { IConstruct } from 'constructs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Manifest } from '../check/manifest';
import { Manifests } from '../check/manifests';
import { objectsIn } from '../check/objects';
import { propError } from '../internal/errors';

/** The manifests that were applied last, as they are in a folder: of each region in a folder of its own, as they are written. */
export class FormerManifests {
  private readonly manifests: readonly Manifest[];

  /** @throws if there is no such folder */
  constructor(app: IConstruct, folder: string) {
    if (!fs.existsSync(folder)) {
      const advice = 'give the one with the manifests that were applied last';
      throw propError(app, 'former', folder, 'must be a folder', advice);
    }
    const entries = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
    this.manifests = entries
      .filter((file) => /\.ya?ml$/.test(file))
      .sort()
      .flatMap((file) => {
        const documents: unknown[] = Yaml.load(path.join(folder, file));
        return documents.flatMap((document) => objectsIn(document)).map((json) => new Manifest(json, file));
      });
  }

  /** Those of one region, or of none. */
  public of(region: string | undefined, regions: readonly string[]): Manifests {
    const isIn = (file: string, name: string): boolean => file.startsWith(`${name}${path.sep}`);
    const isWanted = (file: string): boolean =>
      region === undefined ? !regions.some((name) => isIn(file, name)) : isIn(file, region);
    return new Manifests(this.manifests.filter((manifest) => isWanted(manifest.path)));
  }
}
