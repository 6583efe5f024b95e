import { deployment, Example, object, Patch, pod, service } from './objects';
import { RuleCase } from './rule-case';
import { FROM_ELSEWHERE, ingressTo, READY, SERVED } from './served';

const ingress = ingressTo('web.example.com', '/');
const budget = (spec: Patch): Example =>
  object('policy/v1', 'PodDisruptionBudget', { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } });
const DRAIN = 'must let one of the 2 pods be evicted, as their nodes can never be drained else';

/** A database behind the Service `db`, and a pod that connects to it. */
const connecting = (spec: Patch, ...names: readonly string[]): Example[] => [
  service({ spec: { selector: { app: 'db' } } }, 'db'),
  pod({ ...READY, metadata: { labels: { app: 'db' } } }, 'db'),
  FROM_ELSEWHERE,
  pod({ spec: { ...spec, containers: [{ env: names.map((name) => ({ name, value: 'x' })) }] } }),
];
const LINKED =
  "web: spec.containers['app'].env must have DB_PORT beside DB_HOST, as the link to Service 'db' sets it to an address (tcp://…) else, got 'DB_HOST': set it, or turn the links off: serviceLinks: false (Kubernetes: enableServiceLinks)";

const services = (count: number): Example[] =>
  Array.from({ length: count }, (_, i) => service({ spec: { selector: undefined } }, `service-${i}`));

const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 3 },
});

const claim = object(
  'v1',
  'PersistentVolumeClaim',
  { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  'data',
);
const stored = (strategy: Patch): Example =>
  deployment({
    spec: {
      replicas: 1,
      strategy,
      template: {
        spec: {
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
          containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
        },
      },
    },
  });

export const PRACTICE_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-W01',
    when: 'a Deployment of one pod is behind an Ingress',
    fails: [service(), deployment({ spec: { replicas: 1, template: READY } }), FROM_ELSEWHERE, ingress],
    found: [
      "web: spec.replicas must be 2 or more behind Ingress 'web', whose users get nothing while the node of the only one is drained, got '1': raise it, or the minimum of its autoscaler",
    ],
    passes: [...SERVED, ingress],
  },
  {
    code: 'MAR-W01',
    when: 'a pod alone is behind an Ingress',
    fails: [service(), pod(READY), FROM_ELSEWHERE, ingress],
    found: [
      "web: kind must be that of two pods or more behind Ingress 'web', whose users get nothing while the node of the only one is drained, got 'Pod': make it a Deployment",
    ],
    passes: [...SERVED, ingress],
  },
  {
    code: 'MAR-W02',
    when: 'a container behind a Service does not say when it is ready',
    fails: [service(), deployment({ spec: { template: unready() } }), FROM_ELSEWHERE],
    found: [
      "web: spec.template.spec.containers['app'].readinessProbe must be given behind Service 'web', which else leads to it before its program answers, got 'undefined': add one",
    ],
    passes: SERVED,
  },
  {
    code: 'MAR-W03',
    when: 'an image has no tag',
    fails: [pod({ spec: { containers: [{ image: 'registry.example.com:5000/app' }] } })],
    found: [
      "web: spec.containers['app'].image must name its version by a digest or a tag other than 'latest', got 'registry.example.com:5000/app': add one, such as ':1.4.2'",
    ],
    passes: [pod({ spec: { containers: [{ image: 'registry.example.com:5000/app:1' }] } })],
  },
  {
    code: 'MAR-W04',
    when: 'a budget wants as many pods as there are',
    fails: [deployment(), budget({ minAvailable: 2 })],
    found: [`web: spec.minAvailable ${DRAIN}, got '2': correct it, or have more replicas`],
    passes: [deployment({ spec: { replicas: 3 } }), budget({ minAvailable: 2 })],
  },
  {
    code: 'MAR-W04',
    when: 'a share that a budget wants is rounded up to all pods',
    fails: [deployment(), budget({ minAvailable: '51%' })],
    found: [`web: spec.minAvailable ${DRAIN}, got '51%': correct it, or have more replicas`],
    passes: [deployment(), budget({ minAvailable: '50%' })],
  },
  {
    code: 'MAR-W05',
    when: 'a program that is given a host takes the port from the link to a Service',
    fails: connecting({}, 'DB_HOST', 'DB_USER'),
    found: [LINKED],
    passes: connecting({}, 'DB_HOST', 'DB_USER', 'DB_PORT'),
  },
  {
    code: 'MAR-W05',
    when: 'a program that is given a host has links to Services',
    fails: connecting({}, 'DB_HOST'),
    found: [LINKED],
    passes: connecting({ enableServiceLinks: false }, 'DB_HOST'),
  },
  {
    code: 'MAR-W06',
    when: 'pods have links to hundreds of Services',
    cluster: { quota: { services: 400 } },
    fails: [pod(), ...services(301)],
    found: [
      "checks: number of Services must be at most 300 in a namespace whose pods have links to them, as each is 7 variables of every container, got '301': turn the links off: serviceLinks: false (Kubernetes: enableServiceLinks)",
    ],
    passes: [pod({ spec: { enableServiceLinks: false } }), ...services(301)],
  },
  {
    code: 'MAR-W07',
    when: 'an autoscaled Deployment sets its replicas',
    fails: [deployment(), autoscaler],
    found: [
      "web: spec.replicas must be left out where HorizontalPodAutoscaler 'web' scales, as each kubectl apply sets it back, got '2': remove it",
    ],
    passes: [deployment({ spec: { replicas: undefined } }), autoscaler],
  },
  {
    code: 'MAR-W08',
    when: 'a new pod waits for a volume that the old one keeps',
    fails: [claim, stored({ type: 'RollingUpdate' })],
    found: [
      "web: spec.strategy.type must be Recreate, or have a maxSurge of 0, with claim 'data', which is on one node at a time, got 'RollingUpdate': correct it, or share the claim's volume",
    ],
    passes: [claim, stored({ type: 'Recreate' })],
  },
  {
    code: 'MAR-W09',
    when: 'two containers of a pod listen on one port',
    fails: [listening(8080, 8080)],
    found: [
      "web: spec.containers['other'].ports[0].containerPort must be free, as spec.containers['app'].ports[0].containerPort has it, and containers of a pod share its network, got '8080/TCP': let one of them listen elsewhere",
    ],
    passes: [listening(8080, 8081)],
  },
];

/** A pod with two containers. */
function listening(...ports: readonly number[]): Example {
  const { containers } = pod().object.spec as { containers: readonly Patch[] };
  const names = ['app', 'other'];
  return pod({ spec: { containers: ports.map((containerPort, i) => ({ ...containers[0], name: names[i], ports: [{ containerPort }] })) } }); // prettier-ignore
}

/** Declares its port, and no probe. */
function unready(): Patch {
  return { spec: { containers: [{ ports: [{ containerPort: 8080 }], readinessProbe: undefined }] } };
}
