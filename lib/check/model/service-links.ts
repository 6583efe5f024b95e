import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { ServiceSpec } from '../../kube/network-objects';
import { PodGroup } from './pod-group';

/** Returns the prefix of the environment variables of a Service: `ORDERS_DB` for `orders-db`. */
export function linkPrefix({ name }: Manifest): string {
  return name.toUpperCase().replace(/-/g, '_');
}

/**
 * Returns a function that returns the Services of a namespace for which pods get environment variables, by the prefix of the
 * variables. Leaves out headless Services and ExternalNames, because they have no cluster IP.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export const linksIn = oncePerManifests((manifests) => {
  const known = new Map<string, ReadonlyMap<string, Manifest>>();
  return (namespace: string): ReadonlyMap<string, Manifest> => {
    const links = known.get(namespace) ?? findLinks(manifests, namespace);
    known.set(namespace, links);
    return links;
  };
});

function findLinks(manifests: Manifests, namespace: string): ReadonlyMap<string, Manifest> {
  const services = manifests.ofKind('Service', namespace).filter(({ group, spec }) => {
    const { type, clusterIP } = spec as ServiceSpec;
    return group === '' && type !== 'ExternalName' && clusterIP !== 'None';
  });
  return new Map(services.map((service) => [linkPrefix(service), service]));
}

/** Returns true unless the pods turn off the environment variables of Services with `enableServiceLinks: false`. */
export function hasLinks({ spec }: PodGroup): boolean {
  return spec.enableServiceLinks !== false;
}
