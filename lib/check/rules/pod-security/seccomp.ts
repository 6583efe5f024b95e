import { refusedAnnotations } from './annotations';
import { control } from './control';
import { isRestricted, JudgedPod } from './judged-pod';
import { refusedValues, Value } from './values';

export const SECCOMP_TYPES: readonly string[] = ['RuntimeDefault', 'Localhost'];

/** How a pod and its containers said it before 1.19. */
const ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';
const PROFILES = /^(runtime\/default$|docker\/default$|localhost\/)/;

/** Since 1.19, MAR-P17 asks for more at `restricted`. */
export const SECCOMP = control({
  code: 'MAR-P11',
  title: 'Seccomp is not switched off.',
  applies: (pod) => !isRestricted(pod) || pod.minor < 19,
  demands: [
    { must: 'must be RuntimeDefault or Localhost', advice: 'remove it', refused: refusedTypes },
    { must: 'must be runtime/default or localhost/…', advice: 'remove it', refused: refusedProfiles },
  ],
});

function refusedTypes({ contexts, minor }: JudgedPod): Value[] {
  if (minor < 19) return [];
  const isRefused = (type: string): boolean => !SECCOMP_TYPES.includes(type);
  return refusedValues(contexts, 'seccompProfile.type', ({ seccompProfile }) => seccompProfile?.type, isRefused);
}

function refusedProfiles(pod: JudgedPod): Value[] {
  if (pod.minor >= 19) return [];
  const keys = pod.containers.map(({ container }) => `${CONTAINER_ANNOTATION}${container.name ?? ''}`);
  return refusedAnnotations(pod, (key, value) => [ANNOTATION, ...keys].includes(key) && !PROFILES.test(value));
}
