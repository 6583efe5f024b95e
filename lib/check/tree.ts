import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { COMMON_LABELS } from '../internal/labels';
import { placeOf } from '../internal/scope';
import { Checks, existingKey } from './checks';
import { Manifest, manifestsIn } from './manifest';
import { keyOf, Manifests } from './manifests';

/** What was applied last to the Kubernetes cluster of a place; undefined for all that is in no place of its own. */
export type FormerOf = (place: IConstruct | undefined) => Manifests | undefined;

/** Everything in a tree, by the Kubernetes cluster that it goes to. What exists by the word of the app itself does in each. */
export function manifestsOf(root: IConstruct, formerOf: FormerOf = () => undefined): Manifests[] {
  const places = new Map<IConstruct | undefined, { readonly all: Manifest[]; readonly existing: string[] }>();
  const everywhere: string[] = [];
  for (const construct of root.node.findAll()) {
    const place = placeOf(construct);
    const found = places.get(place) ?? { all: [], existing: [] };
    places.set(place, found);
    if (ApiObject.isApiObject(construct)) found.all.push(...read(construct));
    const existing = [...Checks._existing(construct), ...imported(construct), ...namespaceOf(construct)];
    const isOnTop =
      existing.length > 0 && place === undefined && !construct.node.scopes.some((scope) => Chart.isChart(scope));
    (isOnTop ? everywhere : found.existing).push(...existing);
  }
  return [...places].map(
    ([place, { all, existing }]) => new Manifests(all, [...everywhere, ...existing], formerOf(place)),
  );
}

/** An object, or those in a list. */
function read(object: ApiObject): Manifest[] {
  return manifestsIn(object.toJson(), object.node.path.replace(/\/Resource$/, ''), object);
}

/** What cdk8s-plus has a name for, but no object: `Secret.fromSecretName`, and what is like it. */
function imported(construct: IConstruct): string[] {
  const { kind, name } = construct as { kind?: unknown; name?: unknown };
  if (typeof kind !== 'string' || typeof name !== 'string' || ApiObject.isApiObject(construct)) return [];
  if (construct.node.children.length > 0) return [];
  return [existingKey(construct, kind, name)];
}

/** The namespace of a cluster is there, whether its chart makes it or somebody else. */
function namespaceOf(construct: IConstruct): string[] {
  if (!Chart.isChart(construct) || construct.namespace === undefined || !isOurs(construct)) return [];
  return [keyOf('Namespace', '', construct.namespace)];
}

/** Whether a chart is a cluster or an organization. */
export function isOurs({ labels }: Chart): boolean {
  return Object.entries(COMMON_LABELS).every(([key, value]) => labels[key] === value);
}
