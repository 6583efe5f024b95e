import { Construct } from 'constructs';
import { propError } from '../internal/errors';
import { requireMember, requireObject } from '../internal/values';

/** The Pod Security Standards. @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export enum PodSecurityLevel {
  /** Hardened pods only. */
  RESTRICTED = 'restricted',
  /** Refuses known privilege escalations; pods may run as root. */
  BASELINE = 'baseline',
  /** No restriction: a pod may take over its node. */
  PRIVILEGED = 'privileged',
}

/** Which pods a cluster admits. Kubernetes: the labels `pod-security.kubernetes.io/…` of the namespace. */
export interface PodSecurityProps {
  /**
   * The level that is enforced, warned of and audited.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly level?: PodSecurityLevel;
  /**
   * The version of the standards: `latest`, or one of Kubernetes, such as `v1.30`.
   * @default 'latest'
   */
  readonly version?: string;
}

export const POD_SECURITY_PREFIX = 'pod-security.kubernetes.io/';

/** @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
export function podSecurityLabels(scope: Construct, props: PodSecurityProps): Record<string, string> {
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
