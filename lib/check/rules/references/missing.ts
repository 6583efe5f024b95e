import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { PodReference, podReferences } from '../../model/pod-references';
import { Finding } from '../../rule';

/** What Kubernetes or its administrators make in each namespace. */
const GIVEN: readonly string[] = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];

/** Whether an object is there for those of a namespace. What is in a namespace that others make is not known. */
export function isThere(manifests: Manifests, kind: string, namespace: string, name: string): boolean {
  return !manifests.owns(namespace) || GIVEN.includes(`${kind}/${name}`) || manifests.exists(kind, namespace, name);
}

/** A reference to an object that is not there. */
export function missing(manifest: Manifest, field: string, kind: string, name: string): Finding {
  const advice = `correct the name, create it, or say that it exists: Checks.of(…).expectExisting('${kind}', '${name}')`;
  return { manifest, message: finding(field, name, `must name a ${kind} that is there`, advice) };
}

/** What pods need of objects of a kind that are not there, or of keys that those do not have. */
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
