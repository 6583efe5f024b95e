import { Basis, Rule, Severity } from '../../rule';
import { isThere, missing } from './missing';

/** An autoscaler without a target does nothing, and reports the error only in its conditions. */
export const SCALE_TARGETS: Rule = {
  code: 'MAR-R11',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'What an autoscaler scales is there.',
  check: (manifests) =>
    manifests.ofKind('HorizontalPodAutoscaler').flatMap((scaler) => {
      const { kind = '', name = '' } = (scaler.spec.scaleTargetRef ?? {}) as { kind?: string; name?: string };
      if (isThere(manifests, kind, scaler.namespace, name)) return [];
      return [missing(scaler, 'spec.scaleTargetRef.name', kind, name)];
    }),
};
