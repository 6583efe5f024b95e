import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { PodReference, podReferences } from '../../model/pod-references';
import { Finding } from '../../rule';

/** Objects that Kubernetes creates in each namespace, as `<kind>/<name>`. */
const GIVEN: readonly string[] = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];

/**
 * Returns true if the object exists or may exist. The contents of namespaces that the manifests do not own are unknown, so
 * everything may exist there.
 */
export function isThere(manifests: Manifests, kind: string, namespace: string, name: string): boolean {
  return !manifests.owns(namespace) || GIVEN.includes(`${kind}/${name}`) || manifests.exists(kind, namespace, name);
}

/** Reference to an object that does not exist. */
export function missing(manifest: Manifest, field: string, kind: string, name: string): Finding {
  const advice = `correct the name, create it, or say that it exists: Checks.of(…).expectExisting('${kind}', '${name}')`;
  return { manifest, message: finding(field, name, `must name a ${kind} that is there`, advice) };
}

/**
 * Returns violations for pods that refer to missing objects of this kind, or to keys that `has` does not find in an object.
 */
export function missingForPods(
  manifests: Manifests,
  kind: PodReference['kind'],
  has: (object: Manifest, key: string) => boolean,
): Finding[] {
  return podReferences(manifests)(kind).flatMap(({ pods, name, field, keys }) => {
    if (!isThere(manifests, kind, pods.namespace, name)) return [missing(pods.owner, field, kind, name)];
    const object = manifests.find(kind, pods.namespace, name);
    const absent = object === undefined ? [] : keys.filter((key) => !has(object, key));
    return absent.map((key) => {
      const message = finding(`${field}.key`, key, `must be a key of ${kind} '${name}'`, 'correct the key, or add it');
      return { manifest: pods.owner, message };
    });
  });
}
