import { isRelativePath } from './names';
import { Problem } from './problem';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#pod-deletion-cost */
const DELETION_COST = 'controller.kubernetes.io/pod-deletion-cost';
const SECCOMP =
  /^(seccomp\.security\.alpha\.kubernetes\.io\/pod$|container\.seccomp\.security\.alpha\.kubernetes\.io\/)/;
const TOLERATIONS = 'scheduler.alpha.kubernetes.io/tolerations';
const MIRROR = 'kubernetes.io/config.mirror';

/**
 * Returns a problem for each annotation of a pod that the API server rejects.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
export function findPodAnnotationProblems(field: string, annotations: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(annotations).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [];
    const [rule, advice] = problemOf(key, value) ?? [];
    return rule === undefined || advice === undefined ? [] : [{ field: `${field}['${key}']`, value, rule, advice }];
  });
}

function problemOf(key: string, value: string): [rule: string, advice: string] | undefined {
  if (key === DELETION_COST && !isDeletionCost(value)) {
    return [`must be a whole number of ${-(2 ** 31)} to ${2 ** 31 - 1}`, 'write it in digits alone'];
  }
  if (key === MIRROR) return ['must be left to the node, which sets it on its own pods', 'remove it'];
  if (key === TOLERATIONS && !isJsonList(value)) return ['must be a list in JSON', 'use the field tolerations instead'];
  if (SECCOMP.test(key) && !isSeccompProfile(value)) {
    return ['must be runtime/default, unconfined or localhost/<path>', 'use the field seccompProfile instead'];
  }
  return undefined;
}

function isDeletionCost(value: string): boolean {
  return /^(-?[1-9]\d{0,9}|-?0)$/.test(value) && Math.trunc(Number(value)) === (Number(value) | 0);
}

function isJsonList(value: string): boolean {
  if (value === '') return true;
  try {
    return Array.isArray(JSON.parse(value) ?? []);
  } catch {
    return false;
  }
}

function isSeccompProfile(value: string): boolean {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(value)) return true;
  return value.startsWith('localhost/') && isRelativePath(value.slice('localhost/'.length));
}
