import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { PodAffinityTerm, ResourceList } from './kube';
import { PodGroup } from './pod-group';
import { amounts, Amounts, podResources } from './resources';
import { Usage, usageIn } from './usage';

/** A ResourceQuota, and all that it counts. */
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

/** All quotas. */
export const countedQuotas = oncePerManifests((manifests): readonly CountedQuota[] =>
  manifests.ofKind('ResourceQuota').map((manifest) => {
    const {
      hard = {},
      scopes = [],
      scopeSelector,
    } = manifest.spec as {
      hard?: ResourceList;
      scopes?: readonly string[];
      scopeSelector?: { matchExpressions?: readonly ScopeRequirement[] };
    };
    const named = scopes.map((scopeName) => ({ scopeName, operator: 'Exists' }));
    const required = [...named, ...(scopeSelector?.matchExpressions ?? [])];
    const usage = usageIn(manifests, manifest.namespace).filter(({ pods }) => isCounted(manifests, pods, required));
    return { manifest, hard: amounts(hard), usage };
  }),
);

/** A quota with scopes counts pods alone, those that are in all of them. */
function isCounted(manifests: Manifests, pods: PodGroup | undefined, scopes: readonly ScopeRequirement[]): boolean {
  return scopes.every((scope) => pods !== undefined && isIn(manifests, pods, scope));
}

/** @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes */
function isIn(manifests: Manifests, pods: PodGroup, { scopeName, operator, values = [] }: ScopeRequirement): boolean {
  const { activeDeadlineSeconds, priorityClassName } = pods.spec;
  switch (scopeName) {
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
      return isOfClass(priorityClassName, operator, values);
    default:
      return false;
  }
}

function isOfClass(name: string | undefined, operator: string | undefined, values: readonly string[]): boolean {
  if (operator === 'DoesNotExist') return name === undefined;
  if (operator === 'NotIn') return name === undefined || !values.includes(name);
  return name !== undefined && (operator === 'Exists' || values.includes(name));
}

function isBestEffort(manifests: Manifests, pods: PodGroup): boolean {
  const { requests, limits } = podResources(manifests)(pods);
  return ['cpu', 'memory'].every((resource) => (requests.get(resource) ?? limits.get(resource) ?? 0n) === 0n);
}

function affinityTerms({ spec: { affinity } }: PodGroup): PodAffinityTerm[] {
  return [affinity?.podAffinity, affinity?.podAntiAffinity].flatMap((side) => [
    ...(side?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(side?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => term.podAffinityTerm ?? {}),
  ]);
}
