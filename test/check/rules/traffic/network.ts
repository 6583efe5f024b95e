import { KubeObject } from '../../../../lib/kube/objects';
import { named, object } from '../objects';

/** The namespaces `prod` and `dev`, with pods in them. */
export const NAMESPACES: readonly KubeObject[] = ['prod', 'dev'].map((name) =>
  object('v1', 'Namespace', {}, { name, namespace: undefined, labels: { stage: name } }),
);

/** A pod with the label `app` and the port `http`, by default 8080. */
export function pod(app: string, spec: object = {}, namespace = 'prod', containerPort = 8080): KubeObject {
  const containers = [{ name: 'app', ports: [{ name: 'http', containerPort }] }];
  return object('v1', 'Pod', { spec: { containers, ...spec } }, { name: app, labels: { app }, namespace });
}

export const pods = (app: string): object => ({ podSelector: { matchLabels: { app } } });
export const everyNamespace = { namespaceSelector: {} };
export const inNamespace = (name: string): object => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
export const addresses = { ipBlock: { cidr: '10.0.0.0/8' } };

/** A policy of the pods with a label, or of all. */
export function policy(name: string, app: string | undefined, spec: object, namespace = 'prod'): KubeObject {
  const podSelector = app === undefined ? {} : { matchLabels: { app } };
  const { metadata, ...rest } = named('NetworkPolicy', name, { podSelector, ...spec });
  return { ...rest, metadata: { ...metadata, namespace } };
}

/** Lets peers in to pods, by these ports. */
export const letsIn = (app: string, from: readonly object[], ports?: readonly object[]): KubeObject =>
  policy('in', app, { ingress: [{ from, ports }] });
/** Lets pods out to peers. */
export const letsOut = (app: string, to: readonly object[], ports?: readonly object[]): KubeObject =>
  policy('out', app, { policyTypes: ['Egress'], egress: [{ to, ports }] });
