import { control } from './control';
import { hasOwnUsers, isRestricted } from './judged-pod';
import { refusedValues } from './values';

/** Whatever the image says. */
export const ROOT_USER = control({
  code: 'MAR-P16',
  title: 'No container is told to run as root.',
  applies: (pod) => isRestricted(pod) && pod.minor >= 23 && !hasOwnUsers(pod),
  demands: [
    {
      must: 'must not be 0',
      advice: 'use another user',
      refused: ({ contexts }) =>
        refusedValues(
          contexts,
          'runAsUser',
          ({ runAsUser }) => runAsUser,
          (user) => user === 0,
        ),
    },
  ],
});
