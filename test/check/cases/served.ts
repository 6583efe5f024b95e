import { deployment, Example, object, Patch, service } from './objects';

/** Of a pod: listens on 8080, and says when it is ready. */
export const READY: Patch = {
  spec: {
    containers: [{ ports: [{ name: 'http', containerPort: 8080 }], readinessProbe: { tcpSocket: { port: 8080 } } }],
  },
};

/** Lets in what comes from an ingress controller, or whoever else is elsewhere. */
export const FROM_ELSEWHERE: Example = object(
  'networking.k8s.io/v1',
  'NetworkPolicy',
  { spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] } },
  'from-elsewhere',
);

/** Two pods behind a Service, and a policy that lets an ingress controller in. */
export const SERVED: readonly Example[] = [service(), deployment({ spec: { template: READY } }), FROM_ELSEWHERE];

/** An Ingress that leads a host and path to the Service `web`. */
export function ingressTo(host: string, path: string, name = 'web', port: Patch = { number: 80 }): Example {
  const paths = [{ path, pathType: 'Prefix', backend: { service: { name: 'web', port } } }];
  const spec = { ingressClassName: 'nginx', rules: [{ host, http: { paths } }] };
  return object('networking.k8s.io/v1', 'Ingress', { spec }, name);
}
