import { finding } from '../../../internal/errors';
import { DNS_LABEL, DNS_SUBDOMAIN, satisfiesRule } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind } from './broken';

/** Maximum name lengths of workloads whose names Kubernetes extends with a hash of up to 10 characters. */
const HASHED = [
  { kind: 'StatefulSet', most: 52, what: 'the label controller-revision-hash of its pods is' },
  { kind: 'DaemonSet', most: 242, what: 'the names of its revisions are' },
];

/** Suffix as long as the one that a CronJob adds to its name for a Job: the minutes since 1970. */
const MINUTES = '-00000000';

interface IndexedSpec {
  readonly completionMode?: string;
  readonly completions?: number;
}

/**
 * The API server checks these lengths for Jobs only; other workloads fail later. Names that are invalid in themselves are
 * reported by another rule.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ and
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
 */
export const DERIVED_NAMES: Rule = {
  code: 'MAR-N16',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The name of a workload leaves room for what Kubernetes adds to it for its pods.',
  check: (manifests) => [
    ...HASHED.flatMap((bound) => amongKind(manifests, 'apps', bound.kind, (workload) => hashed(workload, bound))),
    ...amongKind(manifests, 'batch', 'Job', (job) => ofIndexes(job, job.spec, '')),
    ...amongKind(manifests, 'batch', 'CronJob', (job) => {
      const { spec } = (job.spec.jobTemplate ?? {}) as { spec?: IndexedSpec };
      return ofIndexes(job, spec ?? {}, MINUTES);
    }),
  ],
};

function hashed({ name }: Manifest, { most, what }: (typeof HASHED)[number]): string[] {
  if (name.length <= most || !satisfiesRule(name, DNS_SUBDOMAIN)) return [];
  const rule = `must have at most ${most} characters, as ${what} made of it`;
  return [finding('metadata.name', name, rule, 'shorten it')];
}

function ofIndexes({ name }: Manifest, { completionMode, completions = 0 }: IndexedSpec, suffix: string): string[] {
  const last = `${name}${suffix}-${completions - 1}`;
  const isNamed = completionMode === 'Indexed' && completions > 0 && satisfiesRule(name, DNS_SUBDOMAIN);
  if (!isNamed || satisfiesRule(last, DNS_LABEL)) return [];
  const most = DNS_LABEL.maxLength - (last.length - name.length);
  const rule = `must have no '.' and at most ${most} characters, as the host names of its pods are made of it`;
  return [finding('metadata.name', name, rule, 'rename it')];
}
