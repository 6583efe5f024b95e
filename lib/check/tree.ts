import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { append, grouped } from '../internal/collections';
import { COMMON_LABELS } from '../internal/labels';
import { placeOf } from '../internal/scope';
import { asApplied, chartsInOrder } from '../synth/order';
import { Checks, existingKey } from './checks';
import { Manifest, manifestsIn } from './manifest';
import { keyOf, Manifests } from './manifests';

/** What was applied last to the Kubernetes cluster of a place; undefined for all that is in no place of its own. */
export type FormerOf = (place: IConstruct | undefined) => Manifests | undefined;

/**
 * Everything in a tree, as it is applied, by the Kubernetes cluster that it goes to: what goes where the tree itself does comes first.
 * What exists by the word of the app itself does in each of them.
 */
export function manifestsOf(root: IConstruct, formerOf: FormerOf = () => undefined): Manifests[] {
  const existing = new Map<IConstruct | undefined, string[]>([[placeOf(root), []]]);
  const everywhere: string[] = [];
  for (const construct of root.node.findAll()) {
    const known = [...Checks._existing(construct), ...imported(construct), ...namespaceOf(construct)];
    append(existing, placeOf(construct), ...known);
    if (isOnTop(construct)) everywhere.push(...known);
  }
  const charts = grouped(chartsInOrder(root), ({ chart }) => placeOf(chart));
  return [...existing].map(([place, known]) => {
    const objects = asApplied(charts.get(place) ?? []).flatMap((chart) => chart.objects);
    return new Manifests(objects.flatMap(read), [...everywhere, ...known], formerOf(place));
  });
}

/** Whether it is in no region and no chart. */
function isOnTop(construct: IConstruct): boolean {
  return placeOf(construct) === undefined && !construct.node.scopes.some((scope) => Chart.isChart(scope));
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
