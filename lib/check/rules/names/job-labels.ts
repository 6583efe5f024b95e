import { findJobLabelProblems } from '../../../kube/job-labels';
import { Problem, toMessages } from '../../../kube/problem';
import { isObject } from '../../model/json';
import { PodTemplate } from '../../../kube/objects';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind } from './broken';

/** Fields of a Job's `spec` that decide which pods belong to the Job. */
interface JobSpec {
  readonly template?: PodTemplate;
  readonly selector?: unknown;
  readonly manualSelector?: unknown;
}

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector */
export const JOB_LABELS: Rule = {
  code: 'MAR-N19',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Jobs leave the labels and the selector of their pods to Kubernetes.',
  check: (manifests) => [
    ...amongKind(manifests, 'batch', 'Job', ({ spec, name }) => toMessages(findJobProblems('spec', spec, name))),
    ...amongKind(manifests, 'batch', 'CronJob', ({ spec }) => {
      const job = isObject(spec.jobTemplate) && isObject(spec.jobTemplate.spec) ? spec.jobTemplate.spec : {};
      const at = 'spec.jobTemplate.spec';
      return toMessages([...findJobProblems(at, job, undefined), ...findManualSelector(at, job)]);
    }),
  ],
};

/**
 * Returns problems with labels and selectors that the API server sets. Returns an empty list if `manualSelector` is true,
 * because the server then sets none.
 */
function findJobProblems(at: string, { template, selector, manualSelector }: JobSpec, name?: string): Problem[] {
  if (manualSelector === true) return [];
  const labels: unknown = template?.metadata?.labels;
  const field = `${at}.template.metadata.labels`;
  const isGiven = isObject(selector) && (name === undefined || Object.keys(selector).length > 0);
  const rule = 'must be left to Kubernetes, which sets it for each Job';
  return [
    ...(isObject(labels) ? findJobLabelProblems(field, labels, name) : []),
    ...(isGiven ? [{ field: `${at}.selector`, value: selector, rule, advice: 'remove it' }] : []),
  ];
}

function findManualSelector(at: string, { manualSelector }: JobSpec): Problem[] {
  if (manualSelector !== true) return [];
  const rule = 'must not be true for a CronJob, whose Jobs cannot share a selector';
  return [{ field: `${at}.manualSelector`, value: true, rule, advice: 'remove it and the selector' }];
}
