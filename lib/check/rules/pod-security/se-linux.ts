import { control } from './control';
import { JudgedPod } from './judged-pod';
import { refusedValues, Value } from './values';

const TYPES: readonly string[] = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const ENGINE = 'container_engine_t';

/** SELinux keeps containers apart by their type; a user or role of their own undoes it. */
export const SE_LINUX = control({
  code: 'MAR-P09',
  title: 'SELinux options name a type of containers, no user and no role.',
  demands: [
    { must: 'must be a type of containers', advice: 'remove it', refused: types },
    { must: 'must not be set', advice: 'remove it', refused: usersAndRoles },
  ],
});

function types({ contexts, minor }: JudgedPod): Value[] {
  const isRefused = (type: string): boolean => !TYPES.includes(type) && !(type === ENGINE && minor >= 31);
  return refusedValues(contexts, 'seLinuxOptions.type', ({ seLinuxOptions }) => seLinuxOptions?.type, isRefused);
}

function usersAndRoles({ contexts }: JudgedPod): Value[] {
  const isSet = (text: string): boolean => text !== '';
  return [
    ...refusedValues(contexts, 'seLinuxOptions.user', ({ seLinuxOptions }) => seLinuxOptions?.user, isSet),
    ...refusedValues(contexts, 'seLinuxOptions.role', ({ seLinuxOptions }) => seLinuxOptions?.role, isSet),
  ];
}
