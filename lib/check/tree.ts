import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { append, grouped } from '../internal/collections';
import { COMMON_LABELS } from '../internal/labels';
import { placeOf } from '../internal/scope';
import { asApplied } from '../synth/layout';
import { Tree, treeOf } from '../synth/order';
import { Rendering } from '../synth/rendering';
import { Checks, existingKey } from './checks';
import { Manifest, manifestsIn } from './manifest';
import { keyOf, Manifests } from './manifests';

/** What was applied last to the Kubernetes cluster of a place; undefined for all that is in no place of its own. */
export type FormerOf = (place: IConstruct | undefined) => Manifests | undefined;

/** What a tree is read with, where it is not read for the checks alone. */
export interface Reading {
  readonly tree?: Tree;
  readonly rendering?: Rendering;
  readonly formerOf?: FormerOf;
}

/**
 * Everything in a tree, as it is applied, by the Kubernetes cluster that it goes to: what goes where the tree itself does comes first.
 * What exists by the word of the app itself does in each of them.
 */
export function manifestsOf(root: IConstruct, reading: Reading = {}): Manifests[] {
  const { tree = treeOf(root), rendering = new Rendering(), formerOf = () => undefined } = reading;
  const { yamlOutputType: type = YamlOutputType.FILE_PER_CHART } = root.node.root as Partial<App>;
  const existing = existingIn(tree.constructs);
  const charts = grouped(tree.charts, ({ chart }) => placeOf(chart));
  return [...new Set([placeOf(root), ...charts.keys()])].map((place) => {
    const applied = asApplied({ top: place ?? root.node.root, charts: charts.get(place) ?? [], type });
    const all = applied.flatMap(({ objects }) => objects.flatMap((object) => read(object, rendering)));
    return new Manifests(all, existing(place), formerOf(place));
  });
}

/** What is declared to exist, or known to: in each place, and in all of them by the word of what is in no region and no chart. */
function existingIn(constructs: readonly IConstruct[]): (place: IConstruct | undefined) => string[] {
  const everywhere: string[] = [];
  const byPlace = new Map<IConstruct | undefined, string[]>();
  for (const construct of constructs) {
    const known = [...Checks._existing(construct), ...imported(construct), ...namespaceOf(construct)];
    if (known.length === 0) continue;
    const place = placeOf(construct);
    const isOnTop = place === undefined && !construct.node.scopes.some((scope) => Chart.isChart(scope));
    if (isOnTop) everywhere.push(...known);
    else append(byPlace, place, ...known);
  }
  return (place) => [...everywhere, ...(byPlace.get(place) ?? [])];
}

/** An object, or those in a list. */
function read(object: ApiObject, rendering: Rendering): Manifest[] {
  const { json, length } = rendering.rendered(object);
  return manifestsIn(json, object, length);
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
