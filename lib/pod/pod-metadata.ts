import { ApiObjectMetadata } from 'cdk8s';
import { propError, Where } from '../internal/errors';
import { COMMON_LABELS } from '../internal/labels';
import { requireAnnotations, requireLabels } from '../internal/names';
import { MarPodProps } from './pod-props';

/** The label that all pods of MAR carry. */
const APP = { app: 'mar' };

/**
 * Name, labels and annotations of a pod: MAR's labels, those by which it is selected, the recommended ones of Kubernetes, and
 * the user's.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function podMetadata(
  where: Where,
  name: string,
  selector: Readonly<Record<string, string>>,
  props: MarPodProps,
): ApiObjectMetadata {
  const fixed = { ...APP, ...selector, ...COMMON_LABELS };
  requireLabels(where, 'labels', props.labels ?? {});
  requireAnnotations(where, 'annotations', props.annotations ?? {});
  const taken = Object.keys(fixed).find((key) => props.labels?.[key] !== undefined);
  if (taken !== undefined) {
    throw propError(where, 'labels', taken, 'must not have keys that the library sets', 'choose another key');
  }
  const recommended = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
  return { name, labels: { ...recommended, ...props.labels, ...fixed }, annotations: { ...props.annotations } };
}
