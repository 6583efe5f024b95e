import { control } from './control';
import { hasOwnUsers, isRestricted } from './judged-pod';
import { refusedOrMissing } from './values';

/** With `runAsNonRoot` the kubelet does not start an image whose user is root. */
export const NON_ROOT = control({
  code: 'MAR-P15',
  title: 'No container may run as root.',
  applies: (pod) => isRestricted(pod) && !hasOwnUsers(pod),
  demands: [
    {
      must: 'must be true',
      advice: 'set it to true',
      refused: (pod) =>
        refusedOrMissing(
          pod,
          'runAsNonRoot',
          ({ runAsNonRoot }) => runAsNonRoot,
          (isSet) => !isSet,
        ),
    },
  ],
});
