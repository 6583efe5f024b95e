import { ApiObject } from 'cdk8s';
import { finding } from '../../../internal/errors';
import { Basis, Finding, Rule, Severity } from '../../rule';

/**
 * Objects inside a List get neither the namespace nor the labels of their chart, and pruning finds objects by these labels.
 */
export const LISTS: Rule = {
  code: 'MAR-N18',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'Each object is one of its own, in no list.',
  check: (manifests) => {
    const told = new Set<ApiObject>();
    return manifests.all.flatMap((manifest): Finding[] => {
      const list = manifest.isListed ? manifest.construct : undefined;
      if (list === undefined || told.has(list)) return [];
      told.add(list);
      return [
        { manifest, message: finding('kind', list.kind, 'must be that of one object', 'write its items one by one') },
      ];
    });
  },
};
