import { objectsIn } from '../../model/json';
import { Volume } from '../../../kube/objects';
import { control } from './control';
import { isRestricted, JudgedPod } from './judged-pod';
import { Value } from './values';

const TYPES: readonly string[] = [
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret',
]; // prettier-ignore

/** Any other storage comes by a claim. */
export const VOLUME_TYPES = control({
  code: 'MAR-P13',
  title: 'A volume is of a type that does not reach into the node or the network.',
  applies: isRestricted,
  demands: [
    {
      must: `must be of the type ${TYPES.slice(0, -1).join(', ')} or secret`,
      advice: 'use one of these',
      refused: volumes,
    },
  ],
});

function volumes({ group: { spec, field } }: JudgedPod): Value[] {
  return objectsIn(spec.volumes).flatMap((volume, i) => {
    const types = typesOf(volume);
    if (types.length === 0 || types.some((type) => TYPES.includes(type))) return [];
    return [{ field: `${field}.volumes['${volume.name ?? i}']`, value: types[0] }];
  });
}

/** One, if it is valid; a volume without a type is an emptyDir. */
function typesOf(volume: Volume): string[] {
  return Object.keys(volume).filter((key) => key !== 'name');
}
