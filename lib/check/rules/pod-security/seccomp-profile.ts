import { control } from './control';
import { isRestricted, isWindows } from './judged-pod';
import { SECCOMP_TYPES } from './seccomp';
import { refusedOrMissing } from './values';

/** Without a profile a container runs without seccomp, unless the node is configured otherwise. */
export const SECCOMP_PROFILE = control({
  code: 'MAR-P17',
  title: 'Every container has a seccomp profile.',
  applies: (pod) => isRestricted(pod) && pod.minor >= 19 && !isWindows(pod),
  demands: [
    {
      must: 'must be RuntimeDefault or Localhost',
      advice: 'set it to RuntimeDefault',
      refused: (pod) =>
        refusedOrMissing(
          pod,
          'seccompProfile.type',
          ({ seccompProfile }) => seccompProfile?.type,
          (type) => !SECCOMP_TYPES.includes(type),
        ),
    },
  ],
});
