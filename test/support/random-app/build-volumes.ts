import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../../lib';
import { BuiltWorkload } from './build-workload';
import { Contents, found, size } from './contents';
import { Projected, VolumeMount } from './program-details';

/** Mounts a volume in the container `app`; `name` is that of the volume, if it has none yet. */
export function mountVolume(workload: BuiltWorkload, said: VolumeMount, name: string, contents: Contents): void {
  const { path, subPath, subPathExpr, readOnly } = said;
  workload.main.mount(path, volumeOf(workload, said.volume, name, contents), { subPath, subPathExpr, readOnly });
}

function volumeOf(
  workload: BuiltWorkload,
  said: VolumeMount['volume'],
  name: string,
  contents: Contents,
): kplus.IStorage {
  if ('config' in said) return found(contents.configs, said.config);
  if ('storage' in said) return found(contents.storages, said.storage);
  if ('emptyDir' in said) return mar.MarVolume.emptyDir(workload, name, size(said.emptyDir, said.unit));
  for (const source of said.projected) {
    if ('secret' in source) mar.Checks.of(workload).expectExisting('Secret', source.secret);
  }
  return mar.MarVolume.projected(workload, name, said.projected.map(sourceOf));
}

function sourceOf(said: Projected): mar.ProjectedSource {
  if ('config' in said) return mar.ProjectedSource.configMap(said.config, said.items);
  if ('secret' in said) return mar.ProjectedSource.secret(said.secret, said.items);
  if ('fields' in said) return mar.ProjectedSource.fields(said.fields);
  return mar.ProjectedSource.serviceAccountToken(said.token, said.audience);
}
