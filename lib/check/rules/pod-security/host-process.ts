import { control } from './control';
import { JudgedPod } from './judged-pod';
import { refusedValues, Value } from './values';

/** Windows only: processes that run on the node itself. */
export const HOST_PROCESS = control({
  code: 'MAR-P01',
  title: 'No container is a process of its Windows node.',
  demands: [{ must: 'must not be true', advice: 'remove it', refused: hostProcesses }],
});

/** Where a pod says that it runs on the node itself. */
export function hostProcesses({ contexts }: JudgedPod): Value[] {
  const name = 'windowsOptions.hostProcess';
  return refusedValues(contexts, name, ({ windowsOptions }) => windowsOptions?.hostProcess, Boolean);
}
