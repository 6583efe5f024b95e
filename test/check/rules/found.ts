import { Manifest } from '../../../lib/check/manifest';
import { Manifests } from '../../../lib/check/manifests';
import { KubeObject } from '../../../lib/kube/objects';
import { Finding, IRule } from '../../../lib/check/rule';

/** What a rule says of objects, each from a place of its own: `object-0` and so on. */
export function findings(rule: IRule, ...objects: readonly KubeObject[]): Finding[] {
  return rule.check(new Manifests(objects.map((json, i) => new Manifest(json, `object-${i}`))));
}

/** The messages of it. */
export function messages(rule: IRule, ...objects: readonly KubeObject[]): string[] {
  return findings(rule, ...objects).map(({ message }) => message);
}

/** Of each finding, the field and its value. */
export function found(rule: IRule, ...objects: readonly KubeObject[]): string[] {
  return messages(rule, ...objects).map(shortened);
}

/** The same after the name of the object. */
export function foundOf(rule: IRule, ...objects: readonly KubeObject[]): string[] {
  return findings(rule, ...objects).map(({ manifest, message }) => `${manifest.name}: ${shortened(message)}`);
}

function shortened(message: string): string {
  return message.replace(/^(.*?) must .*, got ('[^]*'): .*$/, '$1 $2');
}
