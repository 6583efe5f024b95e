import { k8s } from 'cdk8s-plus-30';
import { canonicalQuantity } from '../kube/canonical-quantity';
import { grouped, listOf } from '../internal/collections';

/*
 * Some fields that cdk8s-plus writes look different when the API server returns them. `kubectl apply` would call such an object
 * `configured` each time.
 */

/** Writes a variable of a container: leaves out an empty value, and writes the divisor of a resource as a canonical quantity. */
export function canonicalEnv(variable: k8s.EnvVar): k8s.EnvVar {
  const { name, value, valueFrom } = variable;
  if (value === '') return { name };
  const resource = valueFrom?.resourceFieldRef;
  if (resource?.divisor === undefined) return variable;
  const resourceFieldRef = { ...resource, divisor: toCanonical(resource.divisor) };
  return { name, valueFrom: { ...valueFrom, resourceFieldRef } };
}

/** Writes a volume: leaves out defaults that the API server leaves out, and writes a size as a canonical quantity. */
export function canonicalVolume(volume: k8s.Volume): k8s.Volume {
  const { name, ...sources } = volume;
  const [[kind, source] = ['', {}]] = Object.entries(sources) as [string, object][];
  const fields = Object.entries(source) as [string, unknown][];
  if (!fields.some(([field, value]) => isLeftOut(field, value) || field === 'sizeLimit')) return volume;
  const kept = fields.filter(([field, value]) => !isLeftOut(field, value));
  const written = kept.map(([field, value]) => [
    field,
    field === 'sizeLimit' ? toCanonical(value as k8s.Quantity) : value,
  ]);
  return { name, [kind]: Object.fromEntries(written) as unknown };
}

function isLeftOut(field: string, value: unknown): boolean {
  if (field === 'readOnly') return value === false;
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** Writes a target of an autoscaler, whose amounts cdk8s-plus writes as numbers, and the API server as strings. */
export function canonicalTarget(target: k8s.MetricTargetV2): k8s.MetricTargetV2 {
  return { ...target, value: toCanonical(target.value), averageValue: toCanonical(target.averageValue) };
}

function toCanonical(quantity: k8s.Quantity | undefined): k8s.Quantity | undefined {
  return quantity && k8s.Quantity.fromString(canonicalQuantity(String(quantity.value)));
}

/** Writes a toleration: leaves out an empty value, as the API server does. */
export function canonicalToleration(toleration: k8s.Toleration): k8s.Toleration {
  const { value, ...rest } = toleration;
  return value === '' ? rest : toleration;
}

/**
 * Writes the host aliases of a pod with one entry for each IP address. `kubectl apply` merges entries by their address, so it would send
 * a second one again at each apply. An alias without names has no list, as the API server leaves an empty one out.
 */
export function canonicalHostAliases(aliases: k8s.HostAlias[] | undefined): k8s.HostAlias[] | undefined {
  const byAddress = grouped(aliases ?? [], ({ ip }) => ip);
  const joined = [...byAddress].map(([ip, same]) => {
    return { ip, hostnames: listOf([...new Set(same.flatMap(({ hostnames }) => hostnames ?? []))]) };
  });
  return listOf(joined);
}

/** Writes a probe or a hook: an empty path of an HTTP request is `/`. */
export function canonicalHandler<T extends k8s.Probe | k8s.LifecycleHandler>(handler: T | undefined): T | undefined {
  if (handler?.httpGet?.path !== '') return handler;
  return { ...handler, httpGet: { ...handler.httpGet, path: '/' } };
}

/** Writes the hooks of a container. */
export function canonicalLifecycle(lifecycle: k8s.Lifecycle | undefined): k8s.Lifecycle | undefined {
  if (lifecycle === undefined) return undefined;
  const { postStart, preStop } = lifecycle;
  return { postStart: canonicalHandler(postStart), preStop: canonicalHandler(preStop) };
}

/** The taints of nodes that fail. Kubernetes lets pods stay on such a node for five minutes. */
const FAILING = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];
const FIVE_MINUTES = 300;

/**
 * Adds to the tolerations of a pod the ones that the API server would add to them. Without tolerations nothing needs to be written:
 * `kubectl apply` then leaves those on the server alone.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#defaulttolerationseconds
 */
export function withDefaultTolerations(tolerations: k8s.Toleration[] | undefined): k8s.Toleration[] | undefined {
  if (tolerations === undefined) return undefined;
  const missing = FAILING.filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
  const added = missing.map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: FIVE_MINUTES,
  }));
  return [...tolerations.map(canonicalToleration), ...added];
}

function tolerates({ key = '', effect = '' }: k8s.Toleration, taint: string): boolean {
  return ['', taint].includes(key) && ['', 'NoExecute'].includes(effect);
}
