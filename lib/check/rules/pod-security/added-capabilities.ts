import { control } from './control';
import { isRestricted } from './judged-pod';
import { refusedItems } from './values';

/** Capabilities that container runtimes grant by default. */
const DEFAULT: ReadonlySet<string> = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID',
  'SETPCAP', 'SETUID', 'SYS_CHROOT',
]); // prettier-ignore

/** Since 1.22, MAR-P18 asks for more at `restricted`. */
export const ADDED_CAPABILITIES = control({
  code: 'MAR-P04',
  title: 'A container adds no capabilities but those that are default.',
  applies: (pod) => !isRestricted(pod) || pod.minor < 22,
  demands: [
    {
      must: 'must name default capabilities only',
      advice: 'keep to those',
      refused: ({ own }) => refusedItems(own, 'capabilities.add', ({ capabilities }) => capabilities?.add, DEFAULT),
    },
  ],
});
