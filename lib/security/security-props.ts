import { Capability, k8s } from 'cdk8s-plus-30';
import { callError, propError, textOf, Where } from '../internal/errors';
import { requireRelativePath, requireWhole } from '../kube/names';
import { findAppArmorNameProblems } from '../kube/node-profiles';
import { throwFirst } from '../kube/problem';
import { requireUnicode } from '../internal/unicode';
import { requireList, requireMember, requireObject, requireOptional } from '../internal/values';

/** User, group and privileges of an instance's processes. Each `allow…` loosens a setting that is hardened by default. */
export interface SecurityProps {
  /**
   * User ID of all processes. Kubernetes: `runAsUser`.
   * @default 65532, which no user of the node has; distroless images call it nonroot
   */
  readonly user?: number;
  /**
   * Group ID of all processes. Kubernetes: `runAsGroup`.
   * @default - the user id
   */
  readonly group?: number;
  /**
   * ID of the group that owns the volumes, so that processes can write to them. Kubernetes: `fsGroup`.
   * @default - the group id
   */
  readonly fsGroup?: number;
  /**
   * Allows processes to run as root. Risk: a process that escapes from the container is root on the node. Kubernetes:
   * `runAsNonRoot: false`.
   * @default false
   */
  readonly allowRoot?: boolean;
  /**
   * Allows processes to gain more privileges than their parent process, as `sudo` does. Kubernetes:
   * `allowPrivilegeEscalation`.
   * @default false
   */
  readonly allowPrivilegeEscalation?: boolean;
  /**
   * Allows processes to change the files of the image. Risk: an attacker can replace programs that run later. Prefer
   * `writablePaths`. Kubernetes: `readOnlyRootFilesystem: false`.
   * @default false
   */
  readonly allowWritableRootFilesystem?: boolean;
  /**
   * Capabilities to add after all capabilities are dropped. Kubernetes: `capabilities.add`.
   * @default - none
   */
  readonly addCapabilities?: Capability[];
  /**
   * Seccomp profile, which limits the system calls of the processes.
   * @default - SeccompProfile.runtimeDefault()
   */
  readonly seccompProfile?: SeccompProfile;
  /**
   * SELinux context of the processes.
   * @default - chosen by the container runtime
   */
  readonly seLinux?: SeLinuxOptions;
  /**
   * AppArmor profile of the processes. A node without AppArmor rejects an instance that sets a profile.
   * @default - left to the node: if the node has AppArmor, the profile of the container runtime
   */
  readonly appArmorProfile?: AppArmorProfile;
}

/** SELinux context. @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
export interface SeLinuxOptions {
  /** Level, such as `s0:c123,c456`. @default - chosen by the container runtime */
  readonly level?: string;
  /** Role. @default - chosen by the container runtime */
  readonly role?: string;
  /** Type. @default - chosen by the container runtime */
  readonly type?: string;
  /** User. @default - chosen by the container runtime */
  readonly user?: string;
}

/** Seccomp profile: the system calls that processes may make. @see https://kubernetes.io/docs/tutorials/security/seccomp/ */
export class SeccompProfile {
  /** Allows the system calls that the container runtime allows by default. */
  public static runtimeDefault(): SeccompProfile {
    return new SeccompProfile({ type: 'RuntimeDefault' });
  }

  /**
   * Uses a profile file on the node. `path` is relative to the kubelet's folder of seccomp profiles.
   * @throws if `path` leads
   * out of that folder
   */
  public static localhost(path: string): SeccompProfile {
    requireRelativePath('SeccompProfile.localhost', 'path', path);
    return new SeccompProfile({ type: 'Localhost', localhostProfile: path });
  }

  /** Allows all system calls. */
  public static unconfined(): SeccompProfile {
    return new SeccompProfile({ type: 'Unconfined' });
  }

  private constructor(private readonly profile: k8s.SeccompProfile) {}

  /** @internal */
  public _toKube(): k8s.SeccompProfile {
    return { ...this.profile };
  }
}

/**
 * AppArmor profile: the files and privileges that processes may use.
 * @see https://kubernetes.io/docs/tutorials/security/apparmor/
 */
export class AppArmorProfile {
  /** Uses the default profile of the container runtime. */
  public static runtimeDefault(): AppArmorProfile {
    return new AppArmorProfile({ type: 'RuntimeDefault' });
  }

  /**
   * Uses the profile `name`, which must be loaded on the node.
   * @throws if `name` is empty, starts or ends with a space, or is longer than 4095 bytes
   */
  public static localhost(name: string): AppArmorProfile {
    if (typeof name !== 'string' || name === '')
      throw callError(
        `AppArmorProfile.localhost('${textOf(name)}')`,
        'must have a name',
        'give that of a loaded profile',
      );
    requireUnicode('AppArmorProfile.localhost', 'name', name);
    throwFirst('AppArmorProfile.localhost', findAppArmorNameProblems('name', name));
    return new AppArmorProfile({ type: 'Localhost', localhostProfile: name });
  }

  /** Uses no profile: AppArmor restricts nothing. */
  public static unconfined(): AppArmorProfile {
    return new AppArmorProfile({ type: 'Unconfined' });
  }

  private constructor(private readonly profile: k8s.AppArmorProfile) {}

  /** @internal */
  public _toKube(): k8s.AppArmorProfile {
    return { ...this.profile };
  }
}

/** ID of the user "nonroot" in distroless images. @see https://github.com/GoogleContainerTools/distroless */
const NONROOT = 65532;

/** User and group IDs of an instance, with defaults applied. */
export interface ProcessIds {
  readonly user: number;
  readonly group: number;
  readonly fsGroup: number;
}

/** Throws if a prop has the wrong type. */
export function requireSecurity(where: Where, props: SecurityProps): void {
  const { seccompProfile, appArmorProfile, addCapabilities = [] } = props;
  const [seccomp, appArmor] = ['SeccompProfile', 'AppArmorProfile'];
  requireObject(where, 'security', props);
  requireOptional(
    where,
    'security.seccompProfile',
    seccompProfile,
    '_toKube',
    `a ${seccomp}`,
    `${seccomp}.runtimeDefault()`,
  );
  requireOptional(
    where,
    'security.appArmorProfile',
    appArmorProfile,
    '_toKube',
    `an ${appArmor}`,
    `${appArmor}.runtimeDefault()`,
  );
  requireList(where, 'security.addCapabilities', addCapabilities);
  for (const capability of addCapabilities) requireMember(where, 'security.addCapabilities', capability, Capability);
}

/**
 * Returns the IDs with defaults applied. Throws if an ID is not a whole number of 0 or more, or if the user is root and
 * `allowRoot` is not true.
 */
export function resolveProcessIds(where: Where, props: SecurityProps): ProcessIds {
  const user = props.user ?? NONROOT;
  const group = props.group ?? user;
  const ids = { user, group, fsGroup: props.fsGroup ?? group };
  for (const [name, id] of Object.entries(ids)) requireWhole(where, `security.${name}`, id, 0);
  if (user === 0 && props.allowRoot !== true) {
    const advice = 'choose another id, or set security.allowRoot';
    throw propError(where, 'security.user', user, 'must not be root, as the instance runs as non-root', advice);
  }
  return ids;
}
