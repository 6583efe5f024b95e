import { Example, object, Patch, service } from '../objects';
import { RuleCase } from '../rule-case';
import { SERVED } from '../served';

const [, ...BEHIND] = SERVED;

const block = (ipBlock: Patch): Example =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, egress: [{ to: [{ ipBlock }] }] } });
const ports = (port: Patch): Example =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, egress: [{ ports: [port] }] } });

/** Ports of nodes, and what network policies let through. */
export const NETWORK: readonly RuleCase[] = [
  {
    code: 'MAR-N09',
    when: 'a range of ports ends before it starts',
    fails: [ports({ port: 9000, endPort: 8000 })],
    found: [
      `web: spec.egress[0].ports[0].endPort must not be below port, which must be a number, got '8000': correct one of them`,
    ],
    passes: [ports({ port: 9000, endPort: 9000 })],
  },
  {
    code: 'MAR-N28',
    when: 'a block of addresses has bits after its prefix',
    fails: [block({ cidr: '10.0.0.1/8' })],
    found: [
      `web: spec.egress[0].to[0].ipBlock.cidr must be a block of addresses such as 10.0.0.0/8, without bits after its prefix, got '10.0.0.1/8': correct it`,
    ],
    passes: [block({ cidr: '10.0.0.1/32' })],
  },
  {
    code: 'MAR-N28',
    when: 'a block leaves out addresses that are not in it',
    fails: [block({ cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] })],
    found: [
      `web: spec.egress[0].to[0].ipBlock.except[0] must be a part of 10.0.0.0/8, got '10.0.0.0/8': correct it, or leave it out`,
    ],
    passes: [block({ cidr: '10.0.0.0/8', except: ['10.0.0.0/9'] })],
  },
  {
    code: 'MAR-N29',
    when: 'a port of the nodes is below their range',
    fails: [service({ spec: { type: 'NodePort', ports: [{ nodePort: 29999 }] } }), ...BEHIND],
    found: [
      `web: spec.ports['http'].nodePort must be in the range of node ports, by default 30000 to 32767, got '29999': choose another one, or allow it with Checks.of(…).allow('MAR-N29', …) if your API server has another range`,
    ],
    passes: [service({ spec: { type: 'NodePort', ports: [{ nodePort: 30000 }] } }), ...BEHIND],
  },
];
