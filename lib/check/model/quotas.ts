import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { objectsIn } from './json';
import { PodAffinityTerm, ResourceList } from '../../kube/objects';
import { PodGroup } from './pod-group';
import { amounts, Amounts, podResources } from './resources';
import { Usage, usageIn } from './usage';

/** ResourceQuota, its hard limits, and the usage of every object that it counts. */
export interface CountedQuota {
  readonly manifest: Manifest;
  readonly hard: Amounts;
  readonly usage: readonly Usage[];
}

interface ScopeRequirement {
  readonly scopeName?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** Returns all ResourceQuotas with what they count. */
export const countedQuotas = oncePerManifests((manifests): readonly CountedQuota[] =>
  manifests.ofKind('ResourceQuota').map((manifest) => {
    const {
      hard,
      scopes = [],
      scopeSelector,
    } = manifest.spec as {
      hard?: ResourceList;
      scopes?: readonly string[];
      scopeSelector?: { matchExpressions?: readonly ScopeRequirement[] };
    };
    const named = scopes.map((scopeName) => ({ scopeName, operator: 'Exists' }));
    const required = [...named, ...objectsIn(scopeSelector?.matchExpressions)];
    const usage = usageIn(manifests, manifest.namespace).filter((used) => isCounted(manifests, used, required));
    return { manifest, hard: amounts(hard), usage };
  }),
);

/**
 * Returns true if a quota with `scopes` counts the usage. All scopes must match. A quota with scopes counts only pods and
 * claims.
 */
function isCounted(manifests: Manifests, { pods, claim }: Usage, scopes: readonly ScopeRequirement[]): boolean {
  return scopes.every((scope) =>
    scope.scopeName === 'VolumeAttributesClass'
      ? claim !== undefined && isOfClass(claim.volumeAttributesClassName, scope)
      : pods !== undefined && isIn(manifests, pods, scope),
  );
}

/**
 * Returns true if pods are in the scope of a quota; false for unknown scopes.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
function isIn(manifests: Manifests, pods: PodGroup, scope: ScopeRequirement): boolean {
  const { activeDeadlineSeconds, priorityClassName } = pods.spec;
  switch (scope.scopeName) {
    case 'Terminating':
      return activeDeadlineSeconds !== undefined;
    case 'NotTerminating':
      return activeDeadlineSeconds === undefined;
    case 'BestEffort':
      return isBestEffort(manifests, pods);
    case 'NotBestEffort':
      return !isBestEffort(manifests, pods);
    case 'CrossNamespacePodAffinity':
      return affinityTerms(pods).some(
        (term) => (term.namespaces ?? []).length > 0 || term.namespaceSelector !== undefined,
      );
    case 'PriorityClass':
      return isOfClass(priorityClassName, scope);
    default:
      return false;
  }
}

function isOfClass(name = '', { operator, values = [] }: ScopeRequirement): boolean {
  if (operator === 'DoesNotExist') return name === '';
  if (operator === 'NotIn') return !values.includes(name);
  return name !== '' && (operator === 'Exists' || values.includes(name));
}

function isBestEffort(manifests: Manifests, pods: PodGroup): boolean {
  const { requests, limits } = podResources(manifests)(pods);
  return [requests, limits].every((has) => ['cpu', 'memory'].every((resource) => (has.get(resource) ?? 0n) === 0n));
}

function affinityTerms({ spec: { affinity } }: PodGroup): PodAffinityTerm[] {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((side) => [
    ...objectsIn(side?.requiredDuringSchedulingIgnoredDuringExecution),
    ...objectsIn(side?.preferredDuringSchedulingIgnoredDuringExecution).map((term) => term.podAffinityTerm ?? {}),
  ]);
}
