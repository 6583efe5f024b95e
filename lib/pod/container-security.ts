import { Capability, ContainerProps, ContainerSecurityContextProps, SeccompProfileType } from 'cdk8s-plus-30';
import { PodSecurityLevel } from '../security/pod-security-level';
import { listOf } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { requireRelativePath, requireWhole } from '../kube/names';
import { findSeccompProblems } from '../kube/node-profiles';
import { throwFirst } from '../kube/problem';
import { requirePodSecurityLevel } from '../security/pod-security-standard';
import { SecurityProps } from '../security/security-props';

/**
 * The security context of a container: what it asks for itself, then what MAR's props loosen, then nothing at all. Refuses what
 * the cluster's pod security level would refuse.
 */
export function hardenedContext(
  pod: Where,
  prefix: string,
  stock: ContainerProps,
  security: SecurityProps,
  level: PodSecurityLevel | undefined,
): ContainerSecurityContextProps {
  const own = stock.securityContext ?? {};
  const prop = prefix === '' ? 'security' : `${prefix}securityContext`;
  const context = merge(own, security);
  requireConsistency(pod, prop, context);
  requirePodSecurityLevel(pod, level, {
    prop,
    privileged: context.privileged,
    allowRoot: context.ensureNonRoot === false,
    allowPrivilegeEscalation: context.allowPrivilegeEscalation,
    addCapabilities: context.capabilities?.add,
    seccompProfile: own.seccompProfile,
    hostPort: stock.ports?.find((port) => port.hostPort !== undefined)?.hostPort,
  });
  return context;
}

function merge(own: ContainerSecurityContextProps, security: SecurityProps): ContainerSecurityContextProps {
  const privileged = own.privileged ?? false;
  const add = own.capabilities?.add ?? security.addCapabilities ?? [];
  return {
    ...own,
    privileged,
    ensureNonRoot: own.ensureNonRoot ?? !(security.allowRoot ?? false),
    readOnlyRootFilesystem: own.readOnlyRootFilesystem ?? !(security.allowWritableRootFilesystem ?? false),
    // Kubernetes refuses a privileged container that may not escalate
    allowPrivilegeEscalation:
      own.allowPrivilegeEscalation ?? (privileged || (security.allowPrivilegeEscalation ?? false)),
    capabilities: { drop: [Capability.ALL], add: listOf(add) },
  };
}

/** Refuses what the API server would refuse at every level, and root where the container runs as non-root. */
function requireConsistency(pod: Where, prop: string, context: ContainerSecurityContextProps): void {
  const { user, group, ensureNonRoot, privileged, allowPrivilegeEscalation, seccompProfile } = context;
  if (user !== undefined) requireWhole(pod, `${prop}.user`, user, 0);
  if (group !== undefined) requireWhole(pod, `${prop}.group`, group, 0);
  if (user === 0 && ensureNonRoot === true) {
    const rule = 'must not be root, as the container runs as non-root';
    throw propError(pod, `${prop}.user`, user, rule, 'choose another id');
  }
  if (privileged === true && allowPrivilegeEscalation === false) {
    const rule = 'must not be false in a privileged container';
    throw propError(pod, `${prop}.allowPrivilegeEscalation`, false, rule, 'leave it out');
  }
  if (seccompProfile === undefined) return;
  if (seccompProfile.type !== SeccompProfileType.LOCALHOST) {
    throwFirst(pod, findSeccompProblems(`${prop}.seccompProfile`, seccompProfile));
    return;
  }
  requireRelativePath(pod, `${prop}.seccompProfile.localhostProfile`, seccompProfile.localhostProfile ?? '');
}
