import { Isolation } from '../../../lib';
import { Example, object, Patch, pod, service, statefulSet } from './objects';
import { RuleCase } from './rule-case';
import { FROM_ELSEWHERE, ingressTo, READY, SERVED } from './served';

const policy = (name: string, app: string, rules: Patch): Example =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: { matchLabels: { app } }, ...rules } }, name);

const labelled = (app: string): Example => pod({ ...READY, metadata: { labels: { app } } }, app);
const pods = (app: string): Patch => ({ podSelector: { matchLabels: { app } } });
const port = (number: number): Patch => ({ protocol: 'TCP', port: number });

const out = policy('out', 'web', { policyTypes: ['Egress'], egress: [{ to: [pods('db')], ports: [port(8080)] }] });
const into = (number: number): Example =>
  policy('in', 'db', { policyTypes: ['Ingress'], ingress: [{ from: [pods('web')], ports: [port(number)] }] });

const servedSet = (serviceName: string): Example => statefulSet({ spec: { serviceName, template: READY } });
const HEADLESS = service({ spec: { clusterIP: 'None', publishNotReadyAddresses: true } });

const ADVICE = 'declare it with a construct, for both sides, or with';

export const TRAFFIC_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-T01',
    when: 'pods are allowed to go where no policy lets them in',
    cluster: { isolation: Isolation.PRIVATE },
    fails: [labelled('web'), labelled('db'), out],
    found: [
      `out: spec.egress[0].to[0] must be let through by the policies of the pods on the other side too, got 'TCP 8080': ${ADVICE} allowFrom there`,
    ],
    passes: [labelled('web'), labelled('db'), out, into(8080)],
  },
  {
    code: 'MAR-T01',
    when: 'the policies of both sides allow different ports',
    cluster: { isolation: Isolation.PRIVATE },
    fails: [labelled('web'), labelled('db'), out, into(5432)],
    found: [
      `in: spec.ingress[0].from[0] must be let through by the policies of the pods on the other side too, got 'TCP 5432': ${ADVICE} allowTo there`,
      `out: spec.egress[0].to[0] must be let through by the policies of the pods on the other side too, got 'TCP 8080': ${ADVICE} allowFrom there`,
    ],
    passes: [labelled('web'), labelled('db'), out, into(8080)],
  },
  {
    code: 'MAR-T02',
    when: 'no policy lets an ingress controller in to the pods behind an Ingress',
    fails: [...SERVED.filter((example) => example !== FROM_ELSEWHERE), ingressTo('web.example.com', '/')],
    found: [
      "web: spec.rules[0].http.paths[0].backend.service.name must lead to pods that the ingress controller reaches, which no policy lets in to Deployment 'web', got 'web': use exposeViaIngress, or allow it with allowFrom",
    ],
    passes: [...SERVED, ingressTo('web.example.com', '/')],
  },
  {
    code: 'MAR-T03',
    when: 'no policy lets anybody in to the pods behind a Service',
    cluster: { isolation: Isolation.PRIVATE },
    fails: [pod(READY), service()],
    found: [
      "web: spec.ports['http'].targetPort must be a port that policies let anybody in to at Pod 'web', got '8080': allow it with allowFrom, or remove the port",
    ],
    passes: [pod(READY), service(), FROM_ELSEWHERE],
  },
  {
    code: 'MAR-T03',
    when: 'no policy lets an address in to the pods behind a load balancer',
    fails: [pod(READY), service({ spec: { type: 'LoadBalancer' } })],
    found: [
      "web: spec.ports['http'].targetPort must be a port that policies let any address in to at Pod 'web', got '8080': allow it with allowFrom, or remove the port",
    ],
    passes: [
      pod(READY),
      service({ spec: { type: 'LoadBalancer' } }),
      policy('public', 'web', { ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [port(8080)] }] }),
    ],
  },
  {
    code: 'MAR-T03',
    when: 'no policy lets anybody in to the pods behind a headless Service that governs no StatefulSet',
    cluster: { isolation: Isolation.PRIVATE },
    fails: [servedSet('other'), HEADLESS],
    found: [
      "web: spec.ports['http'].targetPort must be a port that policies let anybody in to at StatefulSet 'web', got '8080': allow it with allowFrom, or remove the port",
    ],
    passes: [servedSet('web'), HEADLESS],
  },
  {
    code: 'MAR-T03',
    when: 'a Service that a StatefulSet names spreads load, and no policy lets anybody in',
    cluster: { isolation: Isolation.PRIVATE },
    fails: [servedSet('web'), service()],
    found: [
      "web: spec.ports['http'].targetPort must be a port that policies let anybody in to at StatefulSet 'web', got '8080': allow it with allowFrom, or remove the port",
    ],
    passes: [servedSet('web'), service(), FROM_ELSEWHERE],
  },
];
