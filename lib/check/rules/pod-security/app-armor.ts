import { refusedAnnotations } from './annotations';
import { control } from './control';
import { refusedValues } from './values';

const TYPES: readonly string[] = ['RuntimeDefault', 'Localhost'];

/** Prefix of the annotations that set AppArmor profiles of containers before the fields existed. */
const ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const PROFILES = /^($|runtime\/default$|localhost\/)/;

/** AppArmor, in fields and in the annotations before them. */
export const APP_ARMOR = control({
  code: 'MAR-P08',
  title: 'AppArmor is not switched off.',
  demands: [
    {
      must: 'must be RuntimeDefault or Localhost',
      advice: 'remove it',
      refused: ({ contexts }) =>
        refusedValues(
          contexts,
          'appArmorProfile.type',
          ({ appArmorProfile }) => appArmorProfile?.type,
          (type) => !TYPES.includes(type),
        ),
    },
    {
      must: 'must be runtime/default or localhost/…',
      advice: 'remove it',
      refused: (pod) => refusedAnnotations(pod, (key, value) => key.startsWith(ANNOTATION) && !PROFILES.test(value)),
    },
  ],
});
