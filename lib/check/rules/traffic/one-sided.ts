import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { PolicyPeer, PolicyPort, PolicySpec } from '../../../kube/network-objects';
import { Direction, isPeer, namespaceOf, NamedRule, openings, rulesOf } from '../../model/policies';
import { PodGroup, podGroupsIn } from '../../model/pod-group';
import { common, rangesOf } from '../../model/port-range';
import { selectedPods } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Traffic goes through only where the policies of both sides let it: those of whom it leaves, and of whom it reaches. */
export const ONE_SIDED: Rule = {
  code: 'MAR-T01',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'Traffic that a policy allows between pods is not blocked by the policies of the other side.',
  check: (manifests) =>
    manifests
      .ofKind('NetworkPolicy')
      .flatMap((policy) =>
        (['ingress', 'egress'] as const).flatMap((direction) => blocked(manifests, policy, direction)),
      ),
};

/** An allowance of a policy: one peer, one port. */
interface Allowance {
  readonly policy: Manifest;
  readonly direction: Direction;
  readonly peer: PolicyPeer;
  readonly port: PolicyPort | undefined;
}

function blocked(manifests: Manifests, policy: Manifest, direction: Direction): Finding[] {
  return (rulesOf(policy, direction) ?? []).flatMap(({ peers = [], ports }, i) =>
    peers.flatMap((peer, j) => {
      const word = direction === 'ingress' ? 'from' : 'to';
      const refused = (ports ?? [undefined]).filter((port) => isBlocked(manifests, { policy, direction, peer, port }));
      return refused.map((port) => describe(policy, `spec.${direction}[${i}].${word}[${j}]`, direction, port));
    }),
  );
}

/** Whether all pods of both sides are known, and none of one side comes through to any of the other. */
function isBlocked(manifests: Manifests, { policy, direction, peer, port }: Allowance): boolean {
  const { podSelector = {} } = policy.spec as PolicySpec;
  const namespace = namespaceOf(peer, policy.namespace);
  if (namespace === undefined || !manifests.owns(namespace)) return false;
  const own = selectedPods(manifests)(policy.namespace, podSelector);
  const others = podGroupsIn(manifests)(namespace).filter((pods) => isPeer(manifests, peer, policy.namespace, pods));
  const back = direction === 'ingress' ? 'egress' : 'ingress';
  if (own.length === 0 || others.length === 0) return false;
  return !others.some((other) => {
    const rules = openings(manifests)(other, back);
    return rules === undefined || own.some((self) => letsThrough(manifests, rules, other, self, back, port));
  });
}

function letsThrough(
  manifests: Manifests,
  rules: readonly NamedRule[],
  other: PodGroup,
  self: PodGroup,
  direction: Direction,
  port: PolicyPort | undefined,
): boolean {
  const reached = direction === 'ingress' ? other : self;
  return rules.some(
    ({ peers, ports }) =>
      common(rangesOf(port && [port], reached), rangesOf(ports, reached)).length > 0 &&
      (peers === undefined || peers.some((peer) => isPeer(manifests, peer, other.namespace, self))),
  );
}

function describe(manifest: Manifest, field: string, direction: Direction, port: PolicyPort | undefined): Finding {
  const what = port === undefined ? 'any port' : `${port.protocol ?? 'TCP'} ${port.port ?? ''}`.trim();
  const rule = 'must be let through by the policies of the pods on the other side too';
  const side = direction === 'ingress' ? 'allowTo' : 'allowFrom';
  return {
    manifest,
    message: finding(field, what, rule, `declare it with a construct, for both sides, or with ${side} there`),
  };
}
