import { finding } from '../../../internal/errors';
import { toMessages } from '../../../kube/problem';
import { findSubPathProblems } from '../../../kube/sub-paths';
import { claimTemplates } from '../../model/claims';
import { objectsIn } from '../../model/json';
import { Located, PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { repeated } from './broken';

/** @see https://kubernetes.io/docs/concepts/storage/volumes/ */
export const MOUNTS: Rule = {
  code: 'MAR-N13',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'What a container mounts is a volume of its pod or a folder in it, each at a path of its own.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

/** Returns messages for the mounts of all containers. The claim templates of a StatefulSet count as volumes of its pods. */
function problems({ owner, spec, containers }: PodGroup): string[] {
  const templates = claimTemplates(owner).map(({ metadata }) => metadata?.name ?? '');
  const volumes = new Set([...objectsIn(spec.volumes).map(({ name = '' }) => name), ...templates]);
  const known = [...volumes].join(', ') || 'it has none';
  return containers.flatMap((container) => [
    ...unknown(container, volumes, `must be a volume of the pod (${known})`),
    ...samePath(container),
    ...subPaths(container),
  ]);
}

function unknown({ container, field }: Located, volumes: ReadonlySet<string>, rule: string): string[] {
  const { volumeMounts, volumeDevices } = container;
  return Object.entries({ volumeMounts, volumeDevices }).flatMap(([key, list]) =>
    objectsIn(list).flatMap(({ name = '' }, i) =>
      volumes.has(name) ? [] : [finding(`${field}.${key}[${i}].name`, name, rule, 'correct it, or add the volume')],
    ),
  );
}

function subPaths({ container, field }: Located): string[] {
  return objectsIn(container.volumeMounts).flatMap((mount, i) => {
    if (mount.subPath === undefined && mount.subPathExpr === undefined) return []; // most of them
    return toMessages(findSubPathProblems(`${field}.volumeMounts[${i}].`, mount));
  });
}

function samePath({ container, field }: Located): string[] {
  const paths = objectsIn(container.volumeMounts).map(({ mountPath }) => mountPath);
  const rule = 'must be unique in its container';
  return repeated(paths).flatMap((isTwice, i) =>
    isTwice ? [finding(`${field}.volumeMounts[${i}].mountPath`, paths[i], rule, 'choose another path')] : [],
  );
}
