import { finding } from '../../../internal/errors';
import { grouped } from '../../manifests';
import { Basis, Rule, Severity } from '../../rule';

/** Kubernetes stops both: AmbiguousSelector. */
export const AUTOSCALERS: Rule = {
  code: 'MAR-C04',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'Nothing has two autoscalers.',
  check: (manifests) => {
    const scalers = manifests.ofKind('HorizontalPodAutoscaler').map((manifest) => {
      const { kind = '', name = '' } = (manifest.spec.scaleTargetRef ?? {}) as { kind?: string; name?: string };
      return { manifest, target: `${kind} '${name}'` };
    });
    const same = grouped(scalers, ({ manifest, target }) => `${manifest.namespace}/${target}`);
    return [...same.values()].flatMap(([first, ...others]) =>
      others.map(({ manifest, target }) => {
        const rule = `must have one autoscaler, and ${String(first?.manifest)} scales it`;
        return { manifest, message: finding('spec.scaleTargetRef', target, rule, 'keep one of them') };
      }),
    );
  },
};
