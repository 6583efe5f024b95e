import { control } from './control';
import { hasOwnUsers, isRestricted } from './judged-pod';
import { refusedValues } from './values';

/** What is masked in `/proc` says much of the node, and changes some of it. */
export const PROC_MOUNT = control({
  code: 'MAR-P10',
  title: 'The files in /proc are masked.',
  applies: (pod) => isRestricted(pod) || !hasOwnUsers(pod),
  demands: [
    {
      must: 'must be Default',
      advice: 'remove it',
      refused: ({ own }) =>
        refusedValues(
          own,
          'procMount',
          ({ procMount }) => procMount,
          (type) => type !== 'Default',
        ),
    },
  ],
});
