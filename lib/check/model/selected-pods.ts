import { grouped } from '../../internal/collections';
import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { entriesIn, isObject } from './json';
import { Labels, LabelSelector, PodTemplate } from './kube';
import { ServiceSpec } from './kube-network';
import { PodGroup, podGroupsIn } from './pod-group';
import { selects } from './selector';

/** The pods of a namespace that a selector selects, found by one of its labels. */
export const selectedPods = oncePerManifests((manifests) => {
  const indexes = new Map<string, Map<string, PodGroup[]>>();
  const indexOf = (namespace: string): Map<string, PodGroup[]> => {
    const index = indexes.get(namespace) ?? byLabel(podGroupsIn(manifests)(namespace));
    indexes.set(namespace, index);
    return index;
  };
  return (namespace: string, selector: LabelSelector): readonly PodGroup[] => {
    const labels = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
    const lists = labels.map((label) => indexOf(namespace).get(label) ?? []);
    const shortest = lists.reduce(
      (a, b) => (b.length < a.length ? b : a),
      podGroupsIn(manifests)(namespace) as PodGroup[],
    );
    return shortest.filter((pods) => selects(selector, pods.labels));
  };
});

/** The pods that an object selects by its field `selector`, none without it. */
export function podsSelectedBy(manifests: Manifests, object: Manifest): readonly PodGroup[] {
  const selector = selectorOf(object);
  return selector === undefined ? [] : selectedPods(manifests)(object.namespace, selector);
}

/** By what an object selects pods: a ReplicationController, where it does not say so, by the labels of its template. */
export function selectorOf({ kind, spec }: Manifest): LabelSelector | undefined {
  const selector = isObject(spec.selector) ? spec.selector : undefined;
  if (kind !== 'ReplicationController') return selector;
  const { metadata } = (spec.template ?? {}) as PodTemplate;
  return { matchLabels: entriesIn(selector).length === 0 ? metadata?.labels : (selector as Labels) };
}

function byLabel(groups: readonly PodGroup[]): Map<string, PodGroup[]> {
  const entries = groups.flatMap((pods) =>
    Object.entries(pods.labels).map(([key, value]) => ({ label: `${key}=${value}`, pods })),
  );
  const byKey = grouped(entries, ({ label }) => label);
  return new Map([...byKey].map(([label, some]) => [label, some.map(({ pods }) => pods)]));
}

/** The pods that a Service leads to; undefined if it selects none itself: its endpoints are someone else's. */
export function podsOf(manifests: Manifests, service: Manifest): readonly PodGroup[] | undefined {
  const { type, selector = {} } = service.spec as ServiceSpec;
  if (type === 'ExternalName' || Object.keys(selector).length === 0) return undefined;
  return selectedPods(manifests)(service.namespace, { matchLabels: selector });
}
