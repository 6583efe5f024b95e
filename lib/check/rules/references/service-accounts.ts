import { podGroups } from '../../model/pod-group';
import { serviceAccountOf } from '../../model/pod-references';
import { Basis, Rule, Severity } from '../../rule';
import { isThere, missing } from './missing';

/** @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount */
export const SERVICE_ACCOUNTS: Rule = {
  code: 'MAR-R08',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The service accounts of pods are there.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, namespace, spec, field }) => {
      const name = serviceAccountOf(spec);
      if (isThere(manifests, 'ServiceAccount', namespace, name)) return [];
      return [missing(owner, `${field}.serviceAccountName`, 'ServiceAccount', name)];
    }),
};
