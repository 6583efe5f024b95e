import { Duration } from 'cdk8s';
import { k8s, RestartPolicy } from 'cdk8s-plus-30';
import { listOf } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { DNS_LABEL, requireWhole } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { requireInstance, requireList, requireMember } from '../internal/values';
import { JobCompletionMode, MarJobProps } from './job-props';
import { PodFailureAction } from './pod-failure-rule';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/ */
const MAX_INDEXES_AT_ONCE = 100_000;
const MAX_INDEXES_OF_MANY = 10_000;
const MAX_FAILURE_RULES = 20;

/** Returns the fields of the Job spec that cdk8s-plus does not support. Throws if Kubernetes would reject the props. */
export function renderJobFields(where: Where, jobName: string, props: MarJobProps): Partial<k8s.JobSpec> {
  requireMember(where, 'restartPolicy', props.restartPolicy, RestartPolicy);
  requireMember(where, 'completionMode', props.completionMode, JobCompletionMode);
  requireRestartPolicy(where, props);
  requireCounts(where, props);
  requireIndexes(where, jobName, props);
  requireFailureRules(where, props);
  const { parallelism, completions, completionMode, backoffLimitPerIndex, maxFailedIndexes, podFailurePolicy } = props;
  const rules = listOf(podFailurePolicy?.map((rule) => rule._toKube()));
  return {
    parallelism,
    completions,
    completionMode,
    backoffLimit: props.backoffLimit,
    backoffLimitPerIndex,
    maxFailedIndexes,
    podFailurePolicy: rules && { rules },
    activeDeadlineSeconds: secondsOf(where, 'activeDeadline', props.activeDeadline, 1),
    ttlSecondsAfterFinished: secondsOf(where, 'ttlAfterFinished', props.ttlAfterFinished, 0),
  };
}

function secondsOf(where: Where, prop: string, duration: Duration | undefined, least: number): number | undefined {
  return duration === undefined ? undefined : wholeSeconds(where, prop, duration, least);
}

function requireRestartPolicy(where: Where, props: MarJobProps): void {
  const { restartPolicy = RestartPolicy.NEVER } = props;
  if (restartPolicy === RestartPolicy.ALWAYS) {
    const rule = 'must be NEVER or ON_FAILURE, as a job comes to its end';
    throw propError(where, 'restartPolicy', restartPolicy, rule, 'use a MarDeployment for what always runs');
  }
  if (restartPolicy === RestartPolicy.NEVER) return;
  for (const prop of ['backoffLimitPerIndex', 'podFailurePolicy'] as const) {
    if (props[prop] === undefined) continue;
    throw propError(
      where,
      'restartPolicy',
      restartPolicy,
      `must be NEVER where ${prop} is given`,
      'leave out one of them',
    );
  }
}

function requireCounts(where: Where, props: MarJobProps): void {
  const { parallelism, completions, backoffLimit, backoffLimitPerIndex, maxFailedIndexes } = props;
  const counts = { parallelism, completions, backoffLimit, backoffLimitPerIndex, maxFailedIndexes };
  for (const [prop, count] of Object.entries(counts)) {
    if (count !== undefined) requireWhole(where, prop, count, 0);
  }
}

function requireIndexes(where: Where, jobName: string, props: MarJobProps): void {
  const { completions, backoffLimitPerIndex, maxFailedIndexes } = props;
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    throw needs(where, 'maxFailedIndexes', maxFailedIndexes, 'backoffLimitPerIndex');
  }
  if (props.completionMode !== JobCompletionMode.INDEXED) {
    if (backoffLimitPerIndex === undefined) return;
    throw needs(where, 'backoffLimitPerIndex', backoffLimitPerIndex, 'completionMode INDEXED');
  }
  if (completions === undefined) throw needs(where, 'completionMode', JobCompletionMode.INDEXED, 'completions');
  requireBounds(where, completions, props);
  if (completions > 0) requireHostNames(where, `${jobName}-${completions - 1}`);
}

/**
 * Throws if `parallelism` or `maxFailedIndexes` is above its limit. The limits are lower for a job of more than 100000
 * indexes with `backoffLimitPerIndex`, which also needs `maxFailedIndexes`.
 */
function requireBounds(where: Where, completions: number, props: MarJobProps): void {
  const { parallelism, backoffLimitPerIndex, maxFailedIndexes } = props;
  const areMany = completions > MAX_INDEXES_AT_ONCE && backoffLimitPerIndex !== undefined;
  if (areMany && maxFailedIndexes === undefined) {
    const rule = `must be given together with maxFailedIndexes where it is above ${MAX_INDEXES_AT_ONCE}`;
    throw propError(where, 'completions', completions, rule, 'give both');
  }
  const most = areMany ? MAX_INDEXES_OF_MANY : MAX_INDEXES_AT_ONCE;
  if (parallelism !== undefined) requireWhole(where, 'parallelism', parallelism, 0, most);
  if (maxFailedIndexes === undefined) return;
  requireWhole(where, 'maxFailedIndexes', maxFailedIndexes, 0, Math.min(most, completions));
}

/**
 * Throws if `last`, the host name of the last pod, is not a DNS label. Kubernetes builds it from the name of the job and the
 * index.
 */
function requireHostNames(where: Where, last: string): void {
  if (DNS_LABEL.pattern.test(last) && last.length <= DNS_LABEL.maxLength) return;
  const rule = `must make host names of pods that have no '.' and at most ${DNS_LABEL.maxLength} characters`;
  throw propError(where, 'workloadName', last, rule, 'choose another name');
}

function requireFailureRules(where: Where, props: MarJobProps): void {
  const { podFailurePolicy = [], backoffLimitPerIndex } = props;
  requireList(where, 'podFailurePolicy', podFailurePolicy);
  for (const rule of podFailurePolicy) {
    requireInstance(where, 'podFailurePolicy[]', rule, '_toKube', 'a PodFailureRule', 'PodFailureRule.onDisruption(…)');
  }
  if (podFailurePolicy.length > MAX_FAILURE_RULES) {
    const rule = `must have at most ${MAX_FAILURE_RULES} rules`;
    throw propError(where, 'podFailurePolicy', podFailurePolicy.length, rule, 'join some of them');
  }
  const failsIndex = podFailurePolicy.some((rule) => rule._action === PodFailureAction.FAIL_INDEX);
  if (!failsIndex || backoffLimitPerIndex !== undefined) return;
  throw needs(where, 'podFailurePolicy', PodFailureAction.FAIL_INDEX, 'backoffLimitPerIndex');
}

function needs(where: Where, prop: string, value: unknown, other: string): Error {
  return propError(where, prop, value, `must be given together with ${other}`, 'give both, or neither');
}

/** Returns the highest number of pods of one job that run at once. */
export function podsAtOnce({ parallelism = 1, completions = parallelism }: MarJobProps): number {
  return Math.min(parallelism, completions);
}
