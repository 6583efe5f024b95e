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

/**
 * Returns the last applied manifests of a region, or, for undefined, of everything outside of regions. Returns undefined if
 * there are none to compare with.
 */
export type LastAppliedOf = (place: IConstruct | undefined) => Manifests | undefined;

/** Optional inputs of `manifestsOf`: a tree and rendering to reuse, and the last applied manifests. */
export interface Reading {
  readonly tree?: Tree;
  readonly rendering?: Rendering;
  readonly lastAppliedOf?: LastAppliedOf;
}

/**
 * Returns all manifests under `root`, grouped by Kubernetes cluster. The cluster of `root` itself comes first. Objects that
 * the app itself declares to exist are known in each cluster.
 */
export function manifestsOf(root: IConstruct, reading: Reading = {}): Manifests[] {
  const { tree = treeOf(root), rendering = new Rendering(), lastAppliedOf = () => undefined } = reading;
  const { yamlOutputType: type = YamlOutputType.FILE_PER_CHART } = root.node.root as Partial<App>;
  const existing = existingIn(tree.constructs);
  const charts = grouped(tree.charts, ({ chart }) => placeOf(chart));
  return [...new Set([placeOf(root), ...charts.keys()])].map((place) => {
    const applied = asApplied({ top: place ?? root.node.root, charts: charts.get(place) ?? [], type });
    const all = applied.flatMap(({ objects }) => objects.flatMap((object) => read(object, rendering)));
    return new Manifests(all, existing(place), lastAppliedOf(place));
  });
}

/**
 * Returns a function that gives the keys of existing objects in a region. Declarations outside of any region and chart hold
 * for every region.
 */
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

/** Renders an object. Returns its manifest, or one manifest per item if it is a list. */
function read(object: ApiObject, rendering: Rendering): Manifest[] {
  const { json, length } = rendering.rendered(object);
  return manifestsIn(json, object, length);
}

/**
 * Returns the key of an object that cdk8s-plus refers to by name only, as in `Secret.fromSecretName`; otherwise an empty
 * list.
 */
function imported(construct: IConstruct): string[] {
  const { kind, name } = construct as { kind?: unknown; name?: unknown };
  if (typeof kind !== 'string' || typeof name !== 'string' || ApiObject.isApiObject(construct)) return [];
  if (construct.node.children.length > 0) return [];
  return [existingKey(construct, kind, name)];
}

/** Returns the key of a cluster's namespace. It is assumed to exist, even if the chart does not create it. */
function namespaceOf(construct: IConstruct): string[] {
  if (!Chart.isChart(construct) || construct.namespace === undefined || !isOurs(construct)) return [];
  return [keyOf('Namespace', '', construct.namespace)];
}

/** Returns true if a chart is a `MarCluster` or a `MarOrganization`, which both carry the common labels. */
export function isOurs({ labels }: Chart): boolean {
  return Object.entries(COMMON_LABELS).every(([key, value]) => labels[key] === value);
}
