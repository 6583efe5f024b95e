import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError } from '../internal/errors';
import {
  COMMON_LABELS,
  LITERAL_SECRETS,
  NAMESPACE_NAME,
  OWNER_LABELS,
  REGION,
  SELECTOR_LABELS,
} from '../internal/labels';
import { VERSION_ANNOTATION, VERSION_KEY } from '../internal/version';
import { LABEL_VALUE, requireAnnotations, requireLabels, requireName, requireUnset } from '../kube/names';
import { withoutNamespace } from '../internal/scope';
import { requireProfile } from '../profile/mar-profile';
import { MarClusterProps } from './cluster-props';
import { renderLiteralSecretsAnnotation } from '../security/literal-secrets';
import { POD_SECURITY_PREFIX, renderPodSecurityLabels } from '../security/pod-security-level';

/** Label keys that cannot be set with `labels`: they have props of their own, or Kubernetes or this library sets them. */
const RESERVED = [REGION, NAMESPACE_NAME, ...Object.keys(COMMON_LABELS)];

/**
 * Throws if `name` is `default` or starts with `kube-`. These namespaces are shared or belong to Kubernetes, and the
 * cluster's quota and policies would apply to all objects in them.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
 */
export function requireOwnNamespace(path: string, name: string): void {
  if (name !== 'default' && !name.startsWith('kube-')) return;
  const rule = "must not be 'default' or begin with 'kube-', which are not of one cluster";
  throw propError(path, 'clusterName', name, rule, 'rename it, or place instances there with MarCluster.fromName');
}

/** Throws if the profile is not valid, or if a label or annotation is not valid or is set by the library. */
export function requireOwnMetadata(path: string, { labels = {}, annotations = {}, profile }: MarClusterProps): void {
  requireProfile(path, profile);
  requireLabels(path, 'labels', labels);
  requireAnnotations(path, 'annotations', annotations);
  requireUnset(path, 'annotations', annotations, [LITERAL_SECRETS, VERSION_KEY]);
  const ofProfile = Object.keys(profile?._labels() ?? {});
  requireUnset(path, 'labels', labels, [...SELECTOR_LABELS, ...OWNER_LABELS, ...ofProfile]);
  const ofPodSecurity = Object.keys(labels).filter((key) => key.startsWith(POD_SECURITY_PREFIX));
  const advice = 'leave it out, and use the props region and podSecurity';
  requireUnset(path, 'labels', labels, [...RESERVED, ...ofPodSecurity], advice);
}

/** Writes the Namespace of a cluster with its labels and annotations. Throws if `region` is not a valid label value. */
export function writeNamespace(
  cluster: Construct,
  name: string,
  region: string | undefined,
  props: MarClusterProps,
): void {
  if (region !== undefined) requireName(cluster, 'region', region, LABEL_VALUE, 'shorten it');
  const labels = {
    ...renderPodSecurityLabels(cluster, props.podSecurity ?? {}),
    ...props.profile?._labels(),
    ...(region === undefined ? {} : { [REGION]: region }),
  };
  const annotations = {
    ...props.annotations,
    ...renderLiteralSecretsAnnotation(cluster, props.allowLiteralSecrets),
    ...VERSION_ANNOTATION,
  };
  withoutNamespace(new k8s.KubeNamespace(cluster, 'Namespace', { metadata: { name, labels, annotations } }));
}
