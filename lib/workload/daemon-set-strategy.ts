import { k8s, PercentOrAbsolute } from 'cdk8s-plus-30';
import { callError } from '../internal/errors';
import { requireObject, requireOptional } from '../internal/values';
import { intOrString, isCount } from './pod-count';

/** Options of `DaemonSetStrategy.rollingUpdate`. Set at most one of them. */
export interface DaemonSetRollingUpdateOptions {
  /** Number of nodes that may be without their pod at once. @default - 1; none if `maxSurge` is given */
  readonly maxUnavailable?: PercentOrAbsolute;
  /** Number of nodes on which a new pod may run beside the old pod. @default - none */
  readonly maxSurge?: PercentOrAbsolute;
}

/** Update strategy of a DaemonSet. @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/ */
export class DaemonSetStrategy {
  /** Replaces the pods node by node. @throws if both options are set, or the option that is set allows no pods */
  public static rollingUpdate(options: DaemonSetRollingUpdateOptions = {}): DaemonSetStrategy {
    requireObject('DaemonSetStrategy.rollingUpdate', 'options', options);
    const { maxSurge, maxUnavailable } = options;
    for (const [prop, amount] of Object.entries({ maxSurge, maxUnavailable })) {
      const example = 'PercentOrAbsolute.absolute(1)';
      requireOptional('DaemonSetStrategy.rollingUpdate', prop, amount, 'isZero', 'a PercentOrAbsolute', example);
    }
    const given = [maxSurge, maxUnavailable].filter((amount) => amount !== undefined);
    if (given.length > 1 || given.some((amount) => amount.isZero() || !isCount(amount))) {
      const call = 'DaemonSetStrategy.rollingUpdate';
      throw callError(
        call,
        'must have one of maxSurge and maxUnavailable, of 1 or more or a share up to 100%',
        'correct it',
      );
    }
    const rollingUpdate = {
      maxSurge: maxSurge && intOrString(maxSurge),
      maxUnavailable:
        maxSurge === undefined
          ? intOrString(maxUnavailable ?? PercentOrAbsolute.absolute(1))
          : k8s.IntOrString.fromNumber(0),
    };
    return new DaemonSetStrategy({ type: 'RollingUpdate', rollingUpdate });
  }

  /** Replaces a pod only when somebody deletes it. */
  public static onDelete(): DaemonSetStrategy {
    return new DaemonSetStrategy({ type: 'OnDelete' });
  }

  private constructor(private readonly strategy: k8s.DaemonSetUpdateStrategy) {}

  /** @internal */
  public _toKube(): k8s.DaemonSetUpdateStrategy {
    return { ...this.strategy };
  }
}
