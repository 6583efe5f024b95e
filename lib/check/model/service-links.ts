import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { ServiceSpec } from '../../kube/network-objects';
import { PodGroup } from './pod-group';

/** What the variables of a Service start with: `ORDERS_DB` of `orders-db`. */
export function linkPrefix({ name }: Manifest): string {
  return name.toUpperCase().replace(/-/g, '_');
}

/**
 * The Services of a namespace that every pod there is told about in environment variables, by what these start with: those that
 * have an address of their own.
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

/** Whether pods are told of the Services of their namespace, which they are unless they say that they want none of it. */
export function hasLinks({ spec }: PodGroup): boolean {
  return spec.enableServiceLinks !== false;
}
