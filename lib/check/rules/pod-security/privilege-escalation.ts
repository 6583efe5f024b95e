import { control } from './control';
import { isRestricted, isWindows, JudgedPod } from './judged-pod';
import { Value } from './values';

/** Permitted unless it is denied: a file with the bit of set-user-ID makes its process root. */
export const PRIVILEGE_ESCALATION = control({
  code: 'MAR-P14',
  title: 'No container can gain privileges.',
  applies: (pod) => isRestricted(pod) && pod.minor >= 8 && !isWindows(pod),
  demands: [{ must: 'must be false', advice: 'set it to false', refused: escalations }],
});

function escalations({ own }: JudgedPod): Value[] {
  return own
    .filter(({ context }) => context.allowPrivilegeEscalation !== false)
    .map(({ context, field }) => ({
      field: `${field}.allowPrivilegeEscalation`,
      value: context.allowPrivilegeEscalation,
    }));
}
