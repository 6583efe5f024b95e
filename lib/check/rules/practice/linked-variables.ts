import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { entriesIn, objectsIn } from '../../model/json';
import { Container, EnvFromSource } from '../../../kube/objects';
import { Located, PodGroup, podGroups } from '../../model/pod-group';
import { podsOf } from '../../model/selected-pods';
import { hasLinks, linksIn } from '../../model/service-links';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** By such a variable a container shows that it connects to what the variable starts with: `DB_HOST`, `DB_USER`. */
const CONNECTION = /^(.+)_(HOST|HOSTNAME|NAME|DATABASE|USER|USERNAME|PASSWORD)$/;

/**
 * For a Service `db` Kubernetes sets `DB_PORT` in each container of the namespace, to `tcp://10.43.0.7:5432`, unless the container
 * sets it. A program that is given `DB_HOST` reads `DB_PORT` as well, and expects a number, or none. Its other variables for a
 * Service (`DB_SERVICE_HOST`, `DB_PORT_5432_TCP`) are read by those alone who want them. Not of the Service's own pods, which do
 * not connect to it, and not where what sets the environment is not known.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
export const LINKED_VARIABLES: Rule = {
  code: 'MAR-W05',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'The port that a program connects to is not set by Kubernetes to an address.',
  check: (manifests) =>
    podGroups(manifests)
      .filter(hasLinks)
      .flatMap((pods) => pods.containers.flatMap((located) => collisions(manifests, pods, located))),
};

function collisions(manifests: Manifests, pods: PodGroup, { container, field }: Located): Finding[] {
  const links = linksIn(manifests)(pods.namespace);
  const names = links.size === 0 ? undefined : variablesOf(manifests, pods.namespace, container);
  const found = new Map<string, Finding>();
  for (const name of names ?? []) {
    const prefix = CONNECTION.exec(name)?.[1] ?? '';
    const service = links.get(prefix);
    if (service === undefined || names?.has(`${prefix}_PORT`) === true || found.has(prefix)) continue;
    if (podsOf(manifests, service)?.includes(pods) === true) continue;
    found.set(prefix, describe(pods, `${field}.env`, name, prefix, service));
  }
  return [...found.values()];
}

function describe({ owner }: PodGroup, field: string, name: string, prefix: string, service: Manifest): Finding {
  const rule = `must have ${prefix}_PORT beside ${name}, as the link to ${service.toString()} sets it to an address (tcp://…) else`;
  const advice = 'set it, or turn the links off: serviceLinks: false (Kubernetes: enableServiceLinks)';
  return { manifest: owner, message: finding(field, name, rule, advice) };
}

/** Returns the names of all variables that a container sets; undefined if they are not known. */
function variablesOf(manifests: Manifests, namespace: string, container: Container): Set<string> | undefined {
  const names = objectsIn(container.env).map(({ name = '' }) => name);
  const sources = objectsIn(container.envFrom).map((source) => keysOf(manifests, namespace, source));
  const all = [...names, ...sources.flatMap((keys) => keys ?? [])];
  return sources.includes(undefined) ? undefined : new Set(all);
}

function keysOf(manifests: Manifests, namespace: string, source: EnvFromSource): string[] | undefined {
  const { prefix = '', configMapRef, secretRef } = source;
  const kind = configMapRef === undefined ? 'Secret' : 'ConfigMap';
  const object = manifests.find(kind, namespace, (configMapRef ?? secretRef)?.name ?? '');
  if (object === undefined) return undefined;
  const { data, stringData } = object.json;
  return [data, stringData].flatMap((map) => entriesIn(map).map(([key]) => `${prefix}${key}`));
}
