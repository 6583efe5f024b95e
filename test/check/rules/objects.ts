import { KubeObject } from '../../../lib/kube/objects';

/** An object of the namespace `prod` with nothing but what a rule looks at. */
export const object = (apiVersion: string, kind: string, rest: object = {}, metadata: object = {}): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'prod', ...metadata },
  ...rest,
});

const GROUPS = {
  apps: /Deployment|StatefulSet|DaemonSet|ReplicaSet/,
  batch: /Job/,
  policy: /Budget/,
  'networking.k8s.io': /Ingress|NetworkPolicy/,
};

/** One by its name, with the label `app: web`, in the first version of its API. */
export function named(kind: string, name: string, spec: object, rest: object = {}): KubeObject {
  const group = Object.entries(GROUPS).find(([, kinds]) => kinds.test(kind))?.[0];
  const labels = { app: 'web' };
  return object(group === undefined ? 'v1' : `${group}/v1`, kind, { spec, ...rest }, { name, labels });
}

/** A workload, called `<kind>-<app>`, whose pods carry the label `app`. */
export const workload = (kind: string, spec: object, podSpec: object = {}, app = 'web'): KubeObject =>
  named(kind, `${kind}-${app}`, { template: { metadata: { labels: { app } }, spec: podSpec }, ...spec });

/** A Service of the pods with the label `app: web`, which leads from 80 to 8080. */
export const service = (spec: object = {}, name = 'web'): KubeObject =>
  named('Service', name, { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec });

/** The specification of a pod with one container, `app`. */
export const containing = (fields: object): object => ({ containers: [{ name: 'app', ...fields }] });
