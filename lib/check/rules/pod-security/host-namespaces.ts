import { control } from './control';
import { hostProcesses } from './host-process';
import { JudgedPod } from './judged-pod';
import { Value } from './values';

const NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** Kubernetes has host processes share the network of the node too, so that is MAR-P01's. */
export const HOST_NAMESPACES = control({
  code: 'MAR-P02',
  title: 'A pod shares no namespaces with its node.',
  demands: [{ must: 'must not be true', advice: 'remove it', refused: shared }],
});

function shared(pod: JudgedPod): Value[] {
  const { spec, field } = pod.group;
  const found = NAMESPACES.filter((name) => spec[name] === true);
  return found
    .filter((name) => name !== 'hostNetwork' || hostProcesses(pod).length === 0)
    .map((name) => ({ field: `${field}.${name}`, value: true }));
}
