import { Where } from '../internal/errors';
import { COMMON_LABELS, CONFIG_HASH, OWNER_LABELS, SELECTOR_LABELS } from '../internal/labels';
import { requireAnnotations, requireLabels, requireUnset } from '../kube/names';
import { findPodAnnotationProblems } from '../kube/pod-annotations';
import { throwFirst } from '../kube/problem';
import { MarProfile } from '../profile/mar-profile';
import { MarPodProps } from './pod-props';

/**
 * Labels of a pod: MAR's, those by which it is selected, the recommended ones of Kubernetes, those of the profiles that shaped
 * it, and the user's.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function podLabels(
  where: Where,
  name: string,
  selector: Readonly<Record<string, string>>,
  props: MarPodProps,
  profiles: readonly MarProfile[],
): Record<string, string> {
  const shapedBy = Object.fromEntries(profiles.flatMap((profile) => Object.entries(profile._labels())));
  const fixed: Record<string, string> = { app: 'mar', ...selector, ...COMMON_LABELS, ...shapedBy };
  requireLabels(where, 'labels', props.labels ?? {});
  requireUnset(where, 'labels', props.labels ?? {}, [...Object.keys(fixed), ...SELECTOR_LABELS, ...OWNER_LABELS]);
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name, ...props.labels, ...fixed };
}

/** Annotations of a pod, which are the user's. */
export function podAnnotations(where: Where, props: MarPodProps): Record<string, string> {
  requireAnnotations(where, 'annotations', props.annotations ?? {});
  requireUnset(where, 'annotations', props.annotations ?? {}, [CONFIG_HASH]);
  throwFirst(where, findPodAnnotationProblems('annotations', props.annotations ?? {}));
  return { ...props.annotations };
}
