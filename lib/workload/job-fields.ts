import { k8s, RestartPolicy } from 'cdk8s-plus-30';
import { listOf } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { requireWhole } from '../internal/names';
import { wholeSeconds } from '../internal/quantity';
import { JobCompletionMode, MarJobProps } from './job-props';
import { PodFailureAction } from './pod-failure-rule';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/ */
const MAX_INDEXED_PARALLELISM = 100_000;
const MAX_FAILURE_RULES = 20;
const MAX_HOSTNAME = 63;

/** What cdk8s-plus cannot say of a job; refuses what Kubernetes would. */
export function jobFields(where: Where, name: string, props: MarJobProps): Partial<k8s.JobSpec> {
  requireRestartPolicy(where, props);
  requireCounts(where, props);
  requireIndexes(where, name, props);
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
    activeDeadlineSeconds: props.activeDeadline && wholeSeconds(where, 'activeDeadline', props.activeDeadline, 1),
    ttlSecondsAfterFinished:
      props.ttlAfterFinished && wholeSeconds(where, 'ttlAfterFinished', props.ttlAfterFinished, 0),
  };
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
    throw propError(where, 'restartPolicy', restartPolicy, `must be NEVER where ${prop} is given`, 'leave it out');
  }
}

function requireCounts(where: Where, props: MarJobProps): void {
  const { parallelism, completions, backoffLimit, backoffLimitPerIndex, maxFailedIndexes } = props;
  const counts = { parallelism, completions, backoffLimit, backoffLimitPerIndex, maxFailedIndexes };
  for (const [prop, count] of Object.entries(counts)) {
    if (count !== undefined) requireWhole(where, prop, count, 0);
  }
}

function requireIndexes(where: Where, name: string, props: MarJobProps): void {
  const { completions, parallelism, backoffLimitPerIndex, maxFailedIndexes } = props;
  if (maxFailedIndexes !== undefined) {
    requireWhole(where, 'maxFailedIndexes', maxFailedIndexes, 0, completions);
    if (backoffLimitPerIndex === undefined)
      throw needs(where, 'maxFailedIndexes', maxFailedIndexes, 'backoffLimitPerIndex');
  }
  if (props.completionMode !== JobCompletionMode.INDEXED) {
    if (backoffLimitPerIndex === undefined) return;
    throw needs(where, 'backoffLimitPerIndex', backoffLimitPerIndex, 'completionMode INDEXED');
  }
  if (completions === undefined) throw needs(where, 'completionMode', JobCompletionMode.INDEXED, 'completions');
  if (parallelism !== undefined) requireWhole(where, 'parallelism', parallelism, 0, MAX_INDEXED_PARALLELISM);
  const host = `${name}-${Math.max(completions - 1, 0)}`;
  if (host.length <= MAX_HOSTNAME) return;
  const rule = `must leave room for the index in the pods' host names, which have at most ${MAX_HOSTNAME} characters`;
  throw propError(where, 'workloadName', name, rule, 'choose a shorter name');
}

function requireFailureRules(where: Where, props: MarJobProps): void {
  const { podFailurePolicy = [], backoffLimitPerIndex } = props;
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
