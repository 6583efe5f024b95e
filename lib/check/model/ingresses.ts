import { oncePer } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests } from '../manifests';
import { objectsIn } from './json';
import { IngressBackend, IngressSpec, ServicePort, ServiceSpec } from '../../kube/network-objects';

/** Where an Ingress leads to, and the field that says so. */
export interface Route {
  readonly field: string;
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: IngressBackend;
}

/** All that an Ingress says of hosts and paths. */
export const routesOf = oncePer(({ spec }: Manifest): readonly Route[] =>
  objectsIn((spec as IngressSpec).rules).flatMap(({ host = '', http }, i) =>
    objectsIn(http?.paths).map(({ path = '/', pathType = '', backend = {} }, j) => ({
      field: `spec.rules[${i}].http.paths[${j}]`,
      host,
      path,
      pathType,
      backend,
    })),
  ),
);

/** All backends of an Ingress, the default one among them. */
export function backendsOf(ingress: Manifest): Pick<Route, 'field' | 'backend'>[] {
  const { defaultBackend } = ingress.spec as IngressSpec;
  const routes = routesOf(ingress).map(({ field, backend }) => ({ field: `${field}.backend`, backend }));
  return defaultBackend === undefined ? routes : [{ field: 'spec.defaultBackend', backend: defaultBackend }, ...routes];
}

/** The Service that a backend names, if the manifests make it. */
export function serviceOf(
  manifests: Manifests,
  { namespace }: Manifest,
  { service }: IngressBackend,
): Manifest | undefined {
  return manifests.find('Service', namespace, service?.name ?? '');
}

/** The port of a Service that a backend names. */
export function backendPort(service: Manifest, backend: IngressBackend): ServicePort | undefined {
  const { name, number } = backend.service?.port ?? {};
  return objectsIn((service.spec as ServiceSpec).ports).find((port) =>
    name === undefined ? port.port === number : port.name === name,
  );
}
