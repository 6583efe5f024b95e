import { isObject } from '../internal/json';
import { LABEL_KEY } from './names';
import { parseQuantity } from './parsed-quantity';
import { checkGiven, checkName, isUnset, Problem } from './problem';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the problems for which the API server rejects the source of an environment variable, beside its key.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/
 */
export function findValueFromProblems(field: string, source: Fields): Problem[] {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  return [
    ...findNameProblems(`${field}.configMapKeyRef`, configMapKeyRef),
    ...findNameProblems(`${field}.secretKeyRef`, secretKeyRef),
    ...(isObject(fieldRef) ? findFieldRefProblems(`${field}.fieldRef`, fieldRef, 'variable') : []),
    ...(isObject(resourceFieldRef)
      ? findResourceRefProblems(`${field}.resourceFieldRef`, resourceFieldRef, 'variable')
      : []),
  ];
}

/** Finds a reference to a ConfigMap or a Secret that does not name it. */
export function findNameProblems(field: string, ref: unknown): Problem[] {
  return isObject(ref) ? checkGiven(`${field}.name`, ref.name) : [];
}

/** The place where a value of the pod can be read: an environment variable, or a file of a volume. */
export type DownwardTarget = 'variable' | 'file';

/** @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-fieldRef */
const FIELDS: Readonly<Record<DownwardTarget, readonly string[]>> = {
  variable: [
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.hostIP',
    'status.hostIPs',
    'status.podIP',
    'status.podIPs',
  ],
  file: ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'],
};

/** One label or annotation: `metadata.labels['app']`. */
const SUBSCRIPT = /^metadata\.(labels|annotations)\['(.*)'\]$/s;

/** Returns the problems for which the API server rejects a reference to a field of the pod. */
export function findFieldRefProblems(
  field: string,
  { apiVersion, fieldPath }: Fields,
  target: DownwardTarget,
): Problem[] {
  if (!isUnset(apiVersion) && apiVersion !== 'v1') {
    return [{ field: `${field}.apiVersion`, value: apiVersion, rule: "must be 'v1'", advice: 'leave it out' }];
  }
  return findFieldPathProblems(`${field}.fieldPath`, fieldPath, target);
}

/** Returns the problems for which the API server rejects the path of a pod's field. */
export function findFieldPathProblems(field: string, fieldPath: unknown, target: DownwardTarget): Problem[] {
  const [, map, key = ''] = typeof fieldPath === 'string' ? (SUBSCRIPT.exec(fieldPath) ?? []) : [];
  // the server compares keys of annotations in lower case
  if (map !== undefined) return checkName(`key in ${field}`, map === 'labels' ? key : key.toLowerCase(), LABEL_KEY);
  if (FIELDS[target].includes(fieldPath as string)) return [];
  const known = `${FIELDS[target].join(', ')}, or one label or annotation as in metadata.labels['app']`;
  return [{ field, value: fieldPath ?? '', rule: `must be one of ${known}`, advice: 'choose one of them' }];
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef */
const RESOURCE = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** Returns the problems for which the API server rejects a reference to a resource of a container. A file must name the container. */
export function findResourceRefProblems(
  field: string,
  { resource, divisor, containerName }: Fields,
  target: DownwardTarget,
): Problem[] {
  const [, , name] = typeof resource === 'string' ? (RESOURCE.exec(resource) ?? []) : [];
  if (name === undefined) {
    const rule = 'must be limits. or requests. of cpu, memory, ephemeral-storage or hugepages-<size>';
    return [{ field: `${field}.resource`, value: resource ?? '', rule, advice: 'correct it' }];
  }
  if (target === 'file' && isUnset(containerName)) {
    const advice = 'name the container whose resource it is';
    return [{ field: `${field}.containerName`, value: '', rule: 'must be given', advice }];
  }
  if (isUnset(divisor) || isDivisor(String(divisor), name === 'cpu')) return [];
  const units = name === 'cpu' ? '1 or 1m' : '1, or 1 with a unit of k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei';
  return [{ field: `${field}.divisor`, value: divisor, rule: `must be ${units}`, advice: 'choose one of them' }];
}

/** Returns true for a quantity that the server divides by. It takes 0 for 1, and no power of ten as in `1e3`. */
function isDivisor(text: string, isCpu: boolean): boolean {
  const quantity = parseQuantity(text);
  if (quantity === undefined) return false;
  const { digits, powerOf10, powerOf1024 } = quantity;
  if (digits === 0n) return true;
  if (/[eE][+-]?\d/.test(text)) return false;
  const [base, steps] = powerOf1024 > 0 ? [1024n, powerOf1024] : [1000n, 0];
  const equals = (number: bigint): boolean =>
    digits * 1024n ** BigInt(steps) * 10n ** BigInt(Math.max(powerOf10, 0)) ===
    number * 10n ** BigInt(Math.max(-powerOf10, 0));
  if (isCpu) return equals(1n) || (powerOf10 < 0 && digits * 1000n === 10n ** BigInt(-powerOf10));
  return [0n, 1n, 2n, 3n, 4n, 5n, 6n].some((power) => equals(base ** power));
}
