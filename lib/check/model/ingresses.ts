import { oncePer } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests } from '../manifests';
import { objectsIn } from './json';
import { IngressBackend, IngressSpec, ServicePort, ServiceSpec } from '../../kube/network-objects';

/** Path of an Ingress, its backend, and the field that declares them. */
export interface Route {
  readonly field: string;
  readonly host: string;
  readonly path: string;
  readonly pathType: string;
  readonly backend: IngressBackend;
}

/** Returns the paths of all rules of an Ingress, without the default backend. */
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

/** Returns all backends of an Ingress, starting with the default backend. */
export function backendsOf(ingress: Manifest): Pick<Route, 'field' | 'backend'>[] {
  const { defaultBackend } = ingress.spec as IngressSpec;
  const routes = routesOf(ingress).map(({ field, backend }) => ({ field: `${field}.backend`, backend }));
  return defaultBackend === undefined ? routes : [{ field: 'spec.defaultBackend', backend: defaultBackend }, ...routes];
}

/** Returns the manifest of the Service that a backend names; undefined if no manifest creates the Service. */
export function serviceOf(
  manifests: Manifests,
  { namespace }: Manifest,
  { service }: IngressBackend,
): Manifest | undefined {
  return manifests.find('Service', namespace, service?.name ?? '');
}

/** Returns the port of `service` that a backend names or numbers; undefined if the Service does not have it. */
export function backendPort(service: Manifest, backend: IngressBackend): ServicePort | undefined {
  const { name, number } = backend.service?.port ?? {};
  return objectsIn((service.spec as ServiceSpec).ports).find((port) =>
    name === undefined ? port.port === number : port.name === name,
  );
}
