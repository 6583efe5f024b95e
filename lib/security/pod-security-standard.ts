import { Capability, k8s } from 'cdk8s-plus-30';
import { PodSecurityLevel } from './pod-security-level';
import { propError, Where } from '../internal/errors';

/** Rendered security settings of a container or volume that a pod security level may reject. */
export interface SecurityLoosenings {
  readonly prop: string;
  readonly privileged?: boolean;
  readonly hostPort?: number;
  /** Field names of a volume's source, such as `emptyDir` or `hostPath`. */
  readonly volumeKinds?: readonly string[];
  readonly allowRoot?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly addCapabilities?: readonly Capability[];
  readonly seccompProfile?: k8s.SeccompProfile;
  readonly appArmorProfile?: k8s.AppArmorProfile;
  readonly seLinuxOptions?: k8s.SeLinuxOptions;
}

type Control = readonly [prop: string, refused: (loosenings: SecurityLoosenings) => unknown];

const C = Capability;
const BASELINE_CAPABILITIES = [
  C.AUDIT_WRITE, C.CHOWN, C.DAC_OVERRIDE, C.FOWNER, C.FSETID, C.KILL, C.MKNOD, C.NET_BIND_SERVICE, C.SETFCAP, C.SETGID,
  C.SETPCAP, C.SETUID, C.SYS_CHROOT,
]; // prettier-ignore
const RESTRICTED_VOLUMES = [
  'configMap', 'csi', 'downwardApi', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret',
]; // prettier-ignore
const SELINUX_TYPES = [undefined, '', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/**
 * Controls of the baseline level: a prop, and a function that returns the value that the level rejects. The function returns
 * undefined, false or '' if the level accepts the settings.
 */
const BASELINE: readonly Control[] = [
  ['privileged', (x) => x.privileged],
  ['hostPort', (x) => x.hostPort],
  ['kind', (x) => x.volumeKinds?.find((kind) => kind === 'hostPath')],
  ['addCapabilities', (x) => x.addCapabilities?.find((capability) => !BASELINE_CAPABILITIES.includes(capability))],
  ['seccompProfile', (x) => x.seccompProfile?.type === 'Unconfined' && 'Unconfined'],
  ['appArmorProfile', (x) => x.appArmorProfile?.type === 'Unconfined' && 'Unconfined'],
  ['seLinux.type', (x) => !SELINUX_TYPES.includes(x.seLinuxOptions?.type) && x.seLinuxOptions?.type],
  ['seLinux.user', (x) => x.seLinuxOptions?.user],
  ['seLinux.role', (x) => x.seLinuxOptions?.role],
];

const RESTRICTED: readonly Control[] = [
  ...BASELINE,
  ['kind', (x) => x.volumeKinds?.find((kind) => !RESTRICTED_VOLUMES.includes(kind))],
  ['allowRoot', (x) => x.allowRoot],
  ['allowPrivilegeEscalation', (x) => x.allowPrivilegeEscalation],
  ['addCapabilities', (x) => x.addCapabilities?.find((capability) => capability !== C.NET_BIND_SERVICE)],
];

const CONTROLS: Readonly<Record<PodSecurityLevel, readonly Control[]>> = {
  [PodSecurityLevel.PRIVILEGED]: [],
  [PodSecurityLevel.BASELINE]: BASELINE,
  [PodSecurityLevel.RESTRICTED]: RESTRICTED,
};

/**
 * Throws if the API server would reject `loosenings` at the pod security level `level`. Checks nothing if `level` is
 * undefined.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function requirePodSecurityLevel(
  where: Where,
  level: PodSecurityLevel | undefined,
  loosenings: SecurityLoosenings,
): void {
  for (const [prop, refused] of level === undefined ? [] : CONTROLS[level]) {
    const value = refused(loosenings);
    if (value === undefined || value === false || value === '') continue;
    const rule = `must not be loosened so far in a cluster that enforces the pod security level '${level}'`;
    throw propError(
      where,
      `${loosenings.prop}.${prop}`,
      value,
      rule,
      "leave it out, or change the cluster's podSecurity",
    );
  }
}
