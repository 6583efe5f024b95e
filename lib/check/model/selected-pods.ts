import { getOwn, grouped } from '../../internal/collections';
import { oncePer, oncePerText } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { entriesIn, isObject } from './json';
import { Labels, LabelSelector, PodTemplate } from '../../kube/objects';
import { ServiceSpec } from '../../kube/network-objects';
import { PodGroup, podGroupsIn } from './pod-group';
import { selects } from './selector';

/**
 * Returns a function that returns the pods of a namespace that match a selector. To be fast, the function tests only the
 * pods that have the rarest label of `matchLabels`.
 */
export const selectedPods = oncePerManifests((manifests) => {
  const indexOf = oncePerText(
    (namespace, key) => `${namespace} ${key}`,
    (namespace: string, key: string) => grouped(podGroupsIn(manifests)(namespace), ({ labels }) => getOwn(labels, key)),
  );
  return (namespace: string, selector: LabelSelector): readonly PodGroup[] => {
    let fewest = podGroupsIn(manifests)(namespace);
    for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
      const some = indexOf(namespace, key).get(value) ?? [];
      if (some.length < fewest.length) fewest = some;
    }
    return fewest.filter((pods) => selects(selector, pods.labels));
  };
});

/** Returns the pods that `object` selects with its field `spec.selector`; an empty list if it has no selector. */
export function podsSelectedBy(manifests: Manifests, object: Manifest): readonly PodGroup[] {
  const selector = selectorOf(object);
  return selector === undefined ? [] : selectedPods(manifests)(object.namespace, selector);
}

/**
 * Returns the selector of an object; undefined if there is none. For a ReplicationController, returns its selector as
 * `matchLabels`, by default the labels of its pod template.
 */
export function selectorOf({ kind, spec }: Manifest): LabelSelector | undefined {
  const selector = isObject(spec.selector) ? spec.selector : undefined;
  if (kind !== 'ReplicationController') return selector;
  const { metadata } = (spec.template ?? {}) as PodTemplate;
  return { matchLabels: entriesIn(selector).length === 0 ? metadata?.labels : (selector as Labels) };
}

/**
 * Returns the pods that a Service selects; undefined for an ExternalName and for a Service without a selector, whose
 * endpoints are managed by someone else.
 */
export function podsOf(manifests: Manifests, service: Manifest): readonly PodGroup[] | undefined {
  return podsOfEach(manifests)(service);
}

const podsOfEach = oncePerManifests((manifests) =>
  oncePer(({ namespace, spec }: Manifest): readonly PodGroup[] | undefined => {
    const { type, selector = {} } = spec as ServiceSpec;
    if (type === 'ExternalName' || Object.keys(selector).length === 0) return undefined;
    return selectedPods(manifests)(namespace, { matchLabels: selector });
  }),
);
