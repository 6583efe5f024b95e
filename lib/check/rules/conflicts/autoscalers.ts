import { finding } from '../../../internal/errors';
import { rivals } from '../../model/rivals';
import { Basis, Rule, Severity } from '../../rule';

/** Kubernetes stops both autoscalers, with the condition reason AmbiguousSelector. */
export const AUTOSCALERS: Rule = {
  code: 'MAR-C04',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'Nothing has two autoscalers.',
  check: (manifests) => {
    const scalers = manifests.ofKind('HorizontalPodAutoscaler').flatMap((manifest) => {
      const { kind, name } = (manifest.spec.scaleTargetRef ?? {}) as { kind?: string; name?: string };
      return name === undefined ? [] : [{ manifest, target: `${kind} '${name}'` }];
    });
    return rivals(scalers, ({ manifest, target }) => `${manifest.namespace}/${target}`).map(({ first, item }) => {
      const rule = `must have one autoscaler, and ${first.manifest.toString()} scales it`;
      return {
        manifest: item.manifest,
        message: finding('spec.scaleTargetRef', item.target, rule, 'keep one of them'),
      };
    });
  },
};
