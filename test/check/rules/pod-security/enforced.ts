import { KubeObject } from '../../../../lib/kube/objects';
import { POD_SECURITY } from '../../../../lib/check/rules/pod-security/all';
import { Example, Patch } from '../../cases/objects';
import { messages } from '../found';

const PREFIX = 'pod-security.kubernetes.io/enforce';

/** A rule, and what it says of an object. */
export type Found = readonly [code: string, message: string];

/** What is found of an object in a namespace with these labels, or in one that the manifests do not make. */
export function foundIn({ object }: Example, labels?: Patch): Found[] {
  const inProd: KubeObject = { ...object, metadata: { ...(object.metadata as Patch), namespace: 'prod' } };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod', labels } } as KubeObject;
  const objects = labels === undefined ? [inProd] : [namespace, inProd];
  return POD_SECURITY.flatMap((rule) => messages(rule, ...objects).map((message) => [rule.code, message] as const));
}

/** What is found of it in a namespace that enforces a level, of a version. */
export function foundAt(example: Example, level?: string, version?: string): Found[] {
  return foundIn(example, {
    ...(level !== undefined && { [PREFIX]: level }),
    ...(version !== undefined && { [`${PREFIX}-version`]: version }),
  });
}

/** The codes of it. */
export function codes(example: Example, level?: string, version?: string): string[] {
  return foundAt(example, level, version).map(([code]) => code);
}

/** The fields of it. */
export function fields(example: Example, level: string): string[] {
  return foundAt(example, level).map(([, message]) => message.replace(/ must .*/, ''));
}
