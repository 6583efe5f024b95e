import { k8s } from 'cdk8s-plus-30';
import { callError, textOf } from '../internal/errors';
import { requireMember } from '../internal/values';

/** Action of a job when one of its pods fails in a certain way. */
export enum PodFailureAction {
  /** Fails the job and stops its other pods. */
  FAIL_JOB = 'FailJob',
  /** Fails the index without further retries. Needs `backoffLimitPerIndex`. */
  FAIL_INDEX = 'FailIndex',
  /** Replaces the pod without counting the failure. */
  IGNORE = 'Ignore',
  /** Counts the failure, as if no rule matched. */
  COUNT = 'Count',
}

const MAX_CODES = 255;

/**
 * Rule that maps a kind of pod failure to an action. @see
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export class PodFailureRule {
  /** Matches if a container exits with one of `codes`. @throws if there are no codes, or a code is not in 1 to 255 */
  public static onExitCodes(action: PodFailureAction, ...codes: number[]): PodFailureRule {
    return PodFailureRule.exitCodes('onExitCodes', 'In', 1, action, codes);
  }

  /**
   * Matches if a container fails with a code other than `codes`. @throws if there are no codes, or a code is not in 0 to 255
   */
  public static onOtherExitCodes(action: PodFailureAction, ...codes: number[]): PodFailureRule {
    return PodFailureRule.exitCodes('onOtherExitCodes', 'NotIn', 0, action, codes);
  }

  /** Matches if the pod is disrupted: evicted, preempted or deleted, for example because its node is drained. */
  public static onDisruption(action: PodFailureAction): PodFailureRule {
    return new PodFailureRule(action, { action, onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] });
  }

  private static exitCodes(
    factory: string,
    operator: string,
    least: number,
    action: PodFailureAction,
    codes: number[],
  ): PodFailureRule {
    const isCode = (code: number): boolean => Number.isInteger(code) && code >= least && code <= 255;
    const values = codes.every(isCode) ? [...new Set(codes)].sort((a, b) => a - b) : [...codes];
    if (values.length === 0 || values.length > MAX_CODES || !values.every(isCode)) {
      const call = `PodFailureRule.${factory}(${[action, ...codes].map(textOf).join(', ')})`;
      throw callError(call, `must have 1 to ${MAX_CODES} exit codes of ${least} to 255`, 'correct them');
    }
    return new PodFailureRule(action, { action, onExitCodes: { operator, values } });
  }

  private constructor(
    /** @internal */
    public readonly _action: PodFailureAction,
    private readonly rule: k8s.PodFailurePolicyRule,
  ) {
    requireMember('PodFailureRule', 'action', _action, PodFailureAction);
  }

  /** @internal */
  public _toKube(): k8s.PodFailurePolicyRule {
    return this.rule;
  }
}
