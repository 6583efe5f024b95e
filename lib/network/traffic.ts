import { k8s } from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { areInOnePlace } from '../internal/scope';
import { requireInstance } from '../internal/values';
import { IPeer, Peer } from './peer';
import { InstancePort, Port } from './port';
import { Direction } from './traffic-policy';

const OPPOSITE: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

const PEER = 'Peer.pods(…), or Peer.of(…) for what cdk8s-plus made';

/**
 * Allows traffic between `self` and `peer` in the NetworkPolicies of both sides, if this program writes them. `ports` are
 * ports of the side that receives the traffic; if empty, all ports that this side declares. Throws if the peer is in another
 * region, or if `ports` is empty and the receiving side declares none.
 */
export function allowTraffic(
  construct: IConstruct,
  self: Peer,
  direction: Direction,
  peer: IPeer,
  ports: Port[],
): void {
  requireInstance(construct, 'peer', peer, 'asPeer', 'a MarInstance, a MarCluster or a Peer', PEER);
  for (const port of ports) requireInstance(construct, 'ports', port, '_toKube', 'a Port', 'Port.tcp(5432)');
  const other = peer.asPeer();
  requireSameKubeCluster(construct, other);
  const reached = direction === 'ingress' ? self : other;
  const rendered = renderPorts(construct, reached._end?.declaredPorts ?? [], ports);
  for (const side of [self, other]) side._end?.policy.reserveName();
  allowOneSide(self, direction, other, rendered);
  allowOneSide(other, OPPOSITE[direction], self, rendered);
}

/**
 * Throws if `other` is in another Kubernetes cluster, where a policy would not select it but local pods with the same
 * labels.
 */
function requireSameKubeCluster(construct: IConstruct, other: Peer): void {
  if (other._home === undefined || areInOnePlace(other._home, construct)) return;
  const rule = 'must be of the same region, as policies do not reach into another Kubernetes cluster';
  throw propError(construct, 'peer', other._home.node.path, rule, 'allow its addresses with Peer.cidr');
}

function allowOneSide(side: Peer, direction: Direction, peer: Peer, ports: k8s.NetworkPolicyPort[] | undefined): void {
  const policy = side._end?.policy;
  policy?.allow(direction, peer._toKube(policy.namespace), ports);
}

/** Returns the rendered ports, or undefined for all ports. Throws if `ports` and `declared` are both empty. */
function renderPorts(
  construct: IConstruct,
  declared: readonly InstancePort[],
  ports: Port[],
): k8s.NetworkPolicyPort[] | undefined {
  const wanted = ports.length > 0 ? ports : declared.map((port) => Port._declared(port));
  if (wanted.length === 0) {
    const rule = 'must be given where the side that is reached declares none';
    throw propError(construct, 'ports', '', rule, 'name them, or give Port.all()');
  }
  const rendered = wanted.map((port) => port._toKube((name) => findDeclaredPort(construct, declared, name)));
  return rendered.includes(undefined) ? undefined : (rendered as k8s.NetworkPolicyPort[]);
}

function findDeclaredPort(construct: IConstruct, declared: readonly InstancePort[], name: string): InstancePort {
  const found = declared.find((port) => port.name === name);
  if (found !== undefined) return found;
  const known = declared.map((port) => `'${port.name}'`).join(', ') || 'none';
  const rule = `must be declared by the side that is reached, which has ${known}`;
  throw propError(construct, 'ports', name, rule, 'correct the name, or give its number');
}
