import { k8s } from 'cdk8s-plus-30';
import { callError, textOf } from '../internal/errors';
import { requireMember } from '../internal/values';

/** What becomes of a job when one of its pods fails in a certain way. */
export enum PodFailureAction {
  /** The job fails, and its other pods are stopped. */
  FAIL_JOB = 'FailJob',
  /** The index fails and is not tried again. Needs `backoffLimitPerIndex`. */
  FAIL_INDEX = 'FailIndex',
  /** The pod is replaced, and the failure not counted. */
  IGNORE = 'Ignore',
  /** The failure is counted, as it is where no rule says anything. */
  COUNT = 'Count',
}

const MAX_CODES = 255;

/** In which way a pod fails, and what then. @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
export class PodFailureRule {
  /** A container ends with one of these codes. @throws if there is none, or one that is not in 1 to 255 */
  public static onExitCodes(action: PodFailureAction, ...codes: number[]): PodFailureRule {
    return PodFailureRule.exitCodes('onExitCodes', 'In', 1, action, codes);
  }

  /** A container fails with any other code. @throws if there is none, or one that is not in 0 to 255 */
  public static onOtherExitCodes(action: PodFailureAction, ...codes: number[]): PodFailureRule {
    return PodFailureRule.exitCodes('onOtherExitCodes', 'NotIn', 0, action, codes);
  }

  /** The pod is evicted, preempted or deleted by others: by a drained node, for instance. */
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
