import { isStrictlyWithin, parseCidr } from '../../../kube/cidr';
import { Problem, toMessages } from '../../../kube/problem';
import { Manifest } from '../../manifest';
import { isObject, objectsIn } from '../../model/json';
import { PolicySpec } from '../../../kube/network-objects';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind } from './broken';

/** @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors */
export const ADDRESS_BLOCKS: Rule = {
  code: 'MAR-N28',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Network policies have valid blocks of addresses, and exceptions that lie within them.',
  check: (manifests) =>
    amongKind(manifests, 'networking.k8s.io', 'NetworkPolicy', (policy) => toMessages(findProblems(policy))),
};

const RULE = 'must be a block of addresses such as 10.0.0.0/8, without bits after its prefix';

function findProblems({ spec }: Manifest): Problem[] {
  const { ingress, egress } = spec as PolicySpec;
  const sides = { ingress: { rules: ingress, peers: 'from' }, egress: { rules: egress, peers: 'to' } } as const;
  return Object.entries(sides).flatMap(([side, { rules, peers }]) =>
    objectsIn(rules as readonly Readonly<Record<string, unknown>>[]).flatMap((rule, i) =>
      objectsIn(rule[peers] as readonly { readonly ipBlock?: unknown }[]).flatMap(({ ipBlock }, j) =>
        isObject(ipBlock) ? findBlockProblems(`spec.${side}[${i}].${peers}[${j}].ipBlock`, ipBlock) : [],
      ),
    ),
  );
}

function findBlockProblems(at: string, { cidr, except }: Readonly<Record<string, unknown>>): Problem[] {
  const block = parseCidr(cidr);
  if (block === undefined) return [{ field: `${at}.cidr`, value: cidr ?? '', rule: RULE, advice: 'correct it' }];
  const exceptions: unknown[] = Array.isArray(except) ? except : [];
  return exceptions.flatMap((exception, i) => {
    const inner = parseCidr(exception);
    const rule = inner === undefined ? RULE : `must be a part of ${String(cidr)}`;
    if (inner !== undefined && isStrictlyWithin(inner, block)) return [];
    return [{ field: `${at}.except[${i}]`, value: exception, rule, advice: 'correct it, or leave it out' }];
  });
}
