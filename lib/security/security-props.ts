import { Capability, k8s } from 'cdk8s-plus-30';
import { callError, propError, textOf, Where } from '../internal/errors';
import { requireRelativePath, requireWhole } from '../kube/names';
import { findAppArmorNameProblems } from '../kube/node-profiles';
import { throwFirst } from '../kube/problem';
import { requireUnicode } from '../internal/unicode';
import { requireList, requireMember, requireObject, requireOptional } from '../internal/values';

/** Who the processes of an instance are and what they may do. Each `allow…` loosens what is closed by default. */
export interface SecurityProps {
  /**
   * The user id of all processes. Kubernetes: `runAsUser`.
   * @default 65532, which is no user of the node and is called nonroot in images made for it
   */
  readonly user?: number;
  /**
   * The group id of all processes. Kubernetes: `runAsGroup`.
   * @default - the user id
   */
  readonly group?: number;
  /**
   * The group that owns the volumes, which makes them writable. Kubernetes: `fsGroup`.
   * @default - the group id
   */
  readonly fsGroup?: number;
  /**
   * Lets processes be root. What escapes from such a container is root on the node. Kubernetes: `runAsNonRoot: false`.
   * @default false
   */
  readonly allowRoot?: boolean;
  /**
   * Lets processes gain more privileges than their parent, as `sudo` does. Kubernetes: `allowPrivilegeEscalation`.
   * @default false
   */
  readonly allowPrivilegeEscalation?: boolean;
  /**
   * Lets processes change the files of the image, and so what runs next. Prefer `writablePaths`. Kubernetes:
   * `readOnlyRootFilesystem: false`.
   * @default false
   */
  readonly allowWritableRootFilesystem?: boolean;
  /**
   * Capabilities to add after all are dropped. Kubernetes: `capabilities.add`.
   * @default - none
   */
  readonly addCapabilities?: Capability[];
  /**
   * The system calls that are let through.
   * @default - SeccompProfile.runtimeDefault()
   */
  readonly seccompProfile?: SeccompProfile;
  /**
   * The SELinux context of the processes.
   * @default - chosen by the container runtime
   */
  readonly seLinux?: SeLinuxOptions;
  /**
   * The AppArmor profile of the processes. A node without AppArmor refuses an instance that asks for a profile.
   * @default - left to the node: where it has AppArmor, that of the container runtime
   */
  readonly appArmorProfile?: AppArmorProfile;
}

/** An SELinux context. @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
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

/** Which system calls are let through. @see https://kubernetes.io/docs/tutorials/security/seccomp/ */
export class SeccompProfile {
  /** Those that the container runtime lets through. */
  public static runtimeDefault(): SeccompProfile {
    return new SeccompProfile({ type: 'RuntimeDefault' });
  }

  /** Those of a profile on the node, by its path below the kubelet's folder of profiles. @throws if it leads out of there */
  public static localhost(path: string): SeccompProfile {
    requireRelativePath('SeccompProfile.localhost', 'path', path);
    return new SeccompProfile({ type: 'Localhost', localhostProfile: path });
  }

  /** All of them. */
  public static unconfined(): SeccompProfile {
    return new SeccompProfile({ type: 'Unconfined' });
  }

  private constructor(private readonly profile: k8s.SeccompProfile) {}

  /** @internal */
  public _toKube(): k8s.SeccompProfile {
    return { ...this.profile };
  }
}

/** What AppArmor lets processes do. @see https://kubernetes.io/docs/tutorials/security/apparmor/ */
export class AppArmorProfile {
  /** The profile of the container runtime. */
  public static runtimeDefault(): AppArmorProfile {
    return new AppArmorProfile({ type: 'RuntimeDefault' });
  }

  /**
   * A profile that is loaded on the node, by its name.
   * @throws if it is empty, starts or ends with a space, or is longer than 4095 bytes
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

  /** No profile. */
  public static unconfined(): AppArmorProfile {
    return new AppArmorProfile({ type: 'Unconfined' });
  }

  private constructor(private readonly profile: k8s.AppArmorProfile) {}

  /** @internal */
  public _toKube(): k8s.AppArmorProfile {
    return { ...this.profile };
  }
}

/** "nonroot" of the distroless images. @see https://github.com/GoogleContainerTools/distroless */
const NONROOT = 65532;

/** The ids of an instance, once the defaults are filled in. */
export interface Ids {
  readonly user: number;
  readonly group: number;
  readonly fsGroup: number;
}

/** Refuses what is of another type. */
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

/** Fills in the ids and refuses those that are none, and root where it is not allowed. */
export function idsOf(where: Where, props: SecurityProps): Ids {
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
