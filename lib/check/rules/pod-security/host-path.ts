import { objectsIn } from '../../model/json';
import { control } from './control';
import { isRestricted, JudgedPod } from './judged-pod';
import { Value } from './values';

/** MAR-P13 asks for more at `restricted`. */
export const HOST_PATH = control({
  code: 'MAR-P05',
  title: 'No volume is a path of the node.',
  applies: (pod) => !isRestricted(pod),
  demands: [{ must: 'must not be set', advice: 'use another type of volume', refused: hostPaths }],
});

function hostPaths({ group: { spec, field } }: JudgedPod): Value[] {
  return objectsIn(spec.volumes).flatMap(({ name, hostPath }, i) =>
    hostPath === undefined ? [] : [{ field: `${field}.volumes['${name ?? i}'].hostPath`, value: hostPath.path }],
  );
}
