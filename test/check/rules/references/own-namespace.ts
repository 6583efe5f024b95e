import { KubeObject } from '../../../../lib/kube/objects';
import { IRule } from '../../../../lib/check/rule';
import { found } from '../found';
import { object } from '../objects';

/** The namespace of the objects, made here: so what is not among them is not there. */
export const NAMESPACE = object('v1', 'Namespace', {}, { name: 'prod', namespace: undefined });

/** What a rule finds where the namespace of the objects is among them. */
export function foundHere(rule: IRule, ...objects: readonly KubeObject[]): string[] {
  return found(rule, NAMESPACE, ...objects);
}
