import { IRule, Severity } from '../../lib';

/** A user's rule: there are no objects of a kind. */
export function refusing(kind: string, code = 'ACME-1', severity = Severity.ERROR): IRule {
  return {
    code,
    severity,
    title: `There is no ${kind}.`,
    check: (manifests) =>
      manifests.ofKind(kind).map((manifest) => ({ manifest, message: `kind must not be ${kind}: remove it` })),
  };
}
