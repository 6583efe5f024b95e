import { control } from './control';
import { refusedValues } from './values';

/** A privileged container is root on its node. */
export const PRIVILEGED = control({
  code: 'MAR-P03',
  title: 'No container is privileged.',
  demands: [
    {
      must: 'must not be true',
      advice: 'remove it',
      refused: ({ own }) => refusedValues(own, 'privileged', (context) => context.privileged, Boolean),
    },
  ],
});
