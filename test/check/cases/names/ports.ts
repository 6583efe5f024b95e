import { service } from '../objects';
import { RuleCase } from '../rule-case';
import { SERVED } from '../served';
import { LABEL, container } from './objects';

const [, ...BEHIND] = SERVED;

/** Ports, where they are and where they are referred to. */
export const PORTS: readonly RuleCase[] = [
  {
    code: 'MAR-N07',
    when: 'the name of a port is too long',
    fails: [container({ ports: [{ name: 'metrics-exporter', containerPort: 9100 }] })],
    found: [
      `web: spec.containers['app'].ports[0].name must be a port name (1 to 15 of a-z, 0-9 and single '-', at least one letter), got 'metrics-exporter': rename it`,
    ],
    passes: [container({ ports: [{ name: 'metrics', containerPort: 9100 }] })],
  },
  {
    code: 'MAR-N07',
    when: 'two ports of a container have one name',
    fails: [container({ ports: [{ name: 'http', containerPort: 8080 }, { name: 'http', containerPort: 8081 }] })], // prettier-ignore
    found: [`web: spec.containers['app'].ports[1].name must be unique in its container, got 'http': rename it`],
    passes: [container({ ports: [{ name: 'http', containerPort: 8080 }, { name: 'admin', containerPort: 8081 }] })], // prettier-ignore
  },
  {
    code: 'MAR-N08',
    when: 'a Service has two ports without names',
    fails: [service({ spec: { ports: [{ name: undefined }, { port: 81, targetPort: 8080 }] } }), ...BEHIND],
    found: [0, 1].map((i) => `web: spec.ports[${i}].name ${LABEL}, got '': give each port a name`),
    passes: [service({ spec: { ports: [{}, { name: 'old', port: 81, targetPort: 8080 }] } }), ...BEHIND],
  },
  {
    code: 'MAR-N08',
    when: 'a Service has a port twice',
    fails: [service({ spec: { ports: [{}, { name: 'old', port: 80, targetPort: 8080 }] } }), ...BEHIND],
    found: [`web: spec.ports[1].port must be unique in its Service, got '80/TCP': remove one of them`],
    passes: [service({ spec: { ports: [{}, { name: 'old', port: 81, targetPort: 8080 }] } }), ...BEHIND],
  },
  {
    code: 'MAR-N09',
    when: 'a probe has the number of a port as a text',
    fails: [container({ livenessProbe: { tcpSocket: { port: '8080' } } })],
    found: [
      `web: spec.containers['app'].livenessProbe.tcpSocket.port must be a port name (1 to 15 of a-z, 0-9 and single '-', at least one letter), got '8080': write it without quotes`,
    ],
    passes: [container({ livenessProbe: { tcpSocket: { port: 8080 } } })],
  },
];
