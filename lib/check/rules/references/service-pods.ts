import { finding } from '../../../internal/errors';
import { podsOf } from '../../model/selected-pods';
import { Basis, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors */
export const SERVICE_PODS: Rule = {
  code: 'MAR-R01',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'A Service that has a selector selects pods.',
  check: (manifests) => {
    const services = manifests.ofKind('Service').filter(({ namespace }) => manifests.owns(namespace));
    const idle = services.filter((service) => podsOf(manifests, service)?.length === 0);
    return idle.map((manifest) => {
      const selector = JSON.stringify(manifest.spec.selector);
      const message = finding(
        'spec.selector',
        selector,
        'must select pods of the namespace',
        'give the labels of the pods',
      );
      return { manifest, message };
    });
  },
};
