import { Rule } from '../../rule';
import { ADDED_CAPABILITIES } from './added-capabilities';
import { APP_ARMOR } from './app-armor';
import { DROPPED_CAPABILITIES } from './dropped-capabilities';
import { HANDLER_HOSTS } from './handler-hosts';
import { HOST_NAMESPACES } from './host-namespaces';
import { HOST_PATH } from './host-path';
import { HOST_PORTS } from './host-ports';
import { HOST_PROCESS } from './host-process';
import { NON_ROOT } from './non-root';
import { PRIVILEGE_ESCALATION } from './privilege-escalation';
import { PRIVILEGED } from './privileged';
import { PROC_MOUNT } from './proc-mount';
import { REGISTRIES } from './registries';
import { ROOT_USER } from './root-user';
import { SE_LINUX } from './se-linux';
import { SECCOMP } from './seccomp';
import { SECCOMP_PROFILE } from './seccomp-profile';
import { SYSCTLS } from './sysctls';
import { VOLUME_TYPES } from './volume-types';

/**
 * The Pod Security Standards, which a namespace enforces by its labels: those of `baseline`, then those that `restricted` adds.
 * The server accepts a workload that breaks them, and refuses its pods. The last rule is MAR's.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const POD_SECURITY: readonly Rule[] = [
  HOST_PROCESS,
  HOST_NAMESPACES,
  PRIVILEGED,
  ADDED_CAPABILITIES,
  HOST_PATH,
  HOST_PORTS,
  HANDLER_HOSTS,
  APP_ARMOR,
  SE_LINUX,
  PROC_MOUNT,
  SECCOMP,
  SYSCTLS,
  VOLUME_TYPES,
  PRIVILEGE_ESCALATION,
  NON_ROOT,
  ROOT_USER,
  SECCOMP_PROFILE,
  DROPPED_CAPABILITIES,
  REGISTRIES,
];
