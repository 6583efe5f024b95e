import { Construct } from 'constructs';
import { propError } from '../internal/errors';
import { requireMember, requireObject } from '../internal/values';

/** Levels of the Pod Security Standards. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export enum PodSecurityLevel {
  /** Admits hardened pods only. */
  RESTRICTED = 'restricted',
  /** Rejects pods with known privilege escalations. Pods may run as root. */
  BASELINE = 'baseline',
  /** Admits all pods. Risk: a pod can take over its node. */
  PRIVILEGED = 'privileged',
}

/** Pod security level of a cluster. Kubernetes: the labels `pod-security.kubernetes.io/…` of the Namespace. */
export interface PodSecurityProps {
  /**
   * Level for the modes enforce, warn and audit.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly level?: PodSecurityLevel;
  /**
   * Version of the standards: `latest`, or a Kubernetes version such as `v1.30`.
   * @default 'latest'
   */
  readonly version?: string;
}

export const POD_SECURITY_PREFIX = 'pod-security.kubernetes.io/';

/**
 * Returns the pod security labels of a Namespace. Throws if `props` is not valid.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export function renderPodSecurityLabels(scope: Construct, props: PodSecurityProps): Record<string, string> {
  requireObject(scope, 'podSecurity', props);
  requireMember(scope, 'podSecurity.level', props.level, PodSecurityLevel);
  const level = props.level ?? PodSecurityLevel.RESTRICTED;
  const version = props.version ?? 'latest';
  if (typeof version !== 'string' || !/^(latest|v1\.(0|[1-9]\d*))$/.test(version)) {
    throw propError(
      scope,
      'podSecurity.version',
      version,
      "must be 'latest' or a version such as 'v1.30'",
      'correct it',
    );
  }
  const labels: Record<string, string> = {};
  for (const mode of ['enforce', 'audit', 'warn']) {
    labels[`${POD_SECURITY_PREFIX}${mode}`] = level;
    labels[`${POD_SECURITY_PREFIX}${mode}-version`] = version;
  }
  return labels;
}
