import { Manifest } from '../support/manifest';
import { Outsider } from '../support/network-ends';
import { reaches, ReachOptions } from '../support/reachability';

type Labels = Record<string, string>;

export const nobody: Outsider[] = [];

export const namespace = (name: string, labels: Labels = {}): Manifest => ({
  kind: 'Namespace',
  metadata: { name, labels },
});

/** A policy of `prod`, for all pods unless it says otherwise. */
export const policy = (spec: object, where = 'prod'): Manifest => ({
  kind: 'NetworkPolicy',
  metadata: { namespace: where, name: 'policy' },
  spec: { podSelector: {}, ...spec },
});

/** A policy that lets peers in. */
export const letsIn = (...peers: object[]): Manifest => policy({ ingress: [{ from: peers }] });

/** A policy that opens ports. */
export const opens = (...ports: object[]): Manifest => policy({ ingress: [{ ports }] });

export const pod = (name: string, labels: Labels = {}, spec: object = {}, where = 'prod'): Manifest => ({
  kind: 'Pod',
  metadata: { namespace: where, name, labels },
  spec: { containers: [{ name: 'app' }], ...spec },
});

/** One container with ports. */
export const listening = (...ports: object[]): object => ({ containers: [{ name: 'app', ports }] });

/** A selector by labels, of pods and of namespaces. */
export const labelled = (matchLabels: Labels): object => ({ matchLabels });
export const podsLabelled = (labels: Labels): object => ({ podSelector: labelled(labels) });
export const inNamespace = (labels: Labels): object => ({ namespaceSelector: labelled(labels) });

/** A selector of pods by one expression. */
export const podsWhere = (key: string, operator: string, ...values: string[]): object => ({
  podSelector: { matchExpressions: [values.length === 0 ? { key, operator } : { key, operator, values }] },
});

/** The paths to one side, each as who comes and to what port. */
export function pathsTo(to: string, manifests: Manifest[], options: ReachOptions): string[] {
  const paths = reaches(manifests, options).filter((path) => path.to === to);
  return paths.map(({ from, port }) => `${from} ${port}`);
}
