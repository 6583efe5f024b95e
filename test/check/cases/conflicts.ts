import { daemonSet, deployment, Example, object, Patch, pod, service, statefulSet } from './objects';
import { RuleCase } from './rule-case';
import { ingressTo, READY, SERVED } from './served';

const nodePort = (name: string, number: number): Example =>
  service({ spec: { type: 'NodePort', ports: [{ nodePort: number }] } }, name);

const budget = (name: string, labels: Patch): Example =>
  object('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: labels } } }, name);

const scaler = (name: string, target: string): Example =>
  object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    { spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target }, maxReplicas: 3 } },
    name,
  );
const unscaled = deployment({ spec: { replicas: undefined } });

const AS_IT_WAS = 'keep it, rename the object, or delete it before the next apply';

const claim = (mode: string, storage = '1Gi', name = 'data'): Example =>
  object('v1', 'PersistentVolumeClaim', { spec: { accessModes: [mode], resources: { requests: { storage } } } }, name);

/** A StatefulSet whose pods have a claim of this name. */
const ofPods = (name: string, template: string): Example => {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  const labels = { app: name };
  const own = { selector: { matchLabels: labels }, template: { metadata: { labels } } };
  return statefulSet({ spec: { ...own, volumeClaimTemplates: [{ metadata: { name: template }, spec }] } }, name);
};
const mounting: Patch = {
  spec: {
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
  },
};

const agents = (app: string): Example =>
  daemonSet({
    spec: { selector: { matchLabels: { app } }, template: { metadata: { labels: { app } } } },
  });

export const CONFLICTS_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-C01',
    when: 'two Ingresses lead one host and path to two places',
    fails: [...SERVED, ingressTo('web.example.com', '/shop', 'one'), ingressTo('web.example.com', '/shop/', 'two')],
    found: [
      "two: spec.rules[0].http.paths[0] must lead to one place alone, as Ingress 'one' of namespace 'checks' leads there too, got 'web.example.com/shop/': choose another host or path, or use one Ingress",
    ],
    passes: [...SERVED, ingressTo('web.example.com', '/shop', 'one'), ingressTo('web.example.com', '/', 'two')],
  },
  {
    code: 'MAR-C02',
    when: 'two Services want one port of the nodes',
    fails: [pod(READY), nodePort('one', 31999), nodePort('two', 31999)],
    found: [
      "two: spec.ports['http'].nodePort must be free, as Service 'one' of namespace 'checks' has it, got '31999': choose another one, or leave it out for one that is free",
    ],
    passes: [pod(READY), nodePort('one', 31998), nodePort('two', 31997)],
  },
  {
    code: 'MAR-C03',
    when: 'two budgets select one pod',
    fails: [deployment(), budget('one', { app: 'web' }), budget('two', { app: 'web' })],
    found: [
      `two: spec.selector must not select pods of Deployment 'web', which PodDisruptionBudget 'one' selects, got '{"matchLabels":{"app":"web"}}': keep one of them`,
    ],
    passes: [deployment(), budget('one', { app: 'web' })],
  },
  {
    code: 'MAR-C04',
    when: 'two autoscalers scale one Deployment',
    fails: [unscaled, scaler('one', 'web'), scaler('two', 'web')],
    found: [
      "two: spec.scaleTargetRef must have one autoscaler, and HorizontalPodAutoscaler 'one' scales it, got 'Deployment 'web'': keep one of them",
    ],
    passes: [unscaled, scaler('one', 'web')],
  },
  {
    code: 'MAR-C05',
    when: 'a Deployment selects labels that its template has not',
    fails: [deployment({ spec: { selector: { matchLabels: { app: 'wbe' } } } })],
    found: [
      `web: spec.selector must select the labels of its template, {"app":"web"}, got '{"matchLabels":{"app":"wbe"}}': give both the same labels`,
    ],
    passes: [deployment({ spec: { selector: { matchLabels: { app: 'web' } } } })],
  },
  {
    code: 'MAR-C06',
    when: 'the limit of a pod that runs changes',
    lastApplied: [pod()],
    fails: [pod({ spec: { containers: [{ resources: { limits: { cpu: '200m' } } }] } })],
    found: [
      `web: spec.containers[0].resources.limits.cpu must stay as it was applied, which is '100m', got '200m': ${AS_IT_WAS}`,
    ],
    passes: [pod({ spec: { containers: [{ image: 'registry.example.com/app:2' }] } })],
  },
  {
    code: 'MAR-C06',
    when: 'a claim shrinks',
    lastApplied: [claim('ReadWriteOnce', '2Gi')],
    fails: [claim('ReadWriteOnce', '1Gi')],
    found: [
      `data: spec.resources.requests.storage must stay as it was applied, which is '2Gi', got '1Gi': ${AS_IT_WAS}`,
    ],
    passes: [claim('ReadWriteOnce', '2Gi')],
  },
  {
    code: 'MAR-C07',
    when: 'two pods mount a claim for one pod alone',
    fails: [claim('ReadWriteOncePod'), pod(mounting, 'one'), pod(mounting, 'two')],
    found: [
      "data: spec.accessModes must be for more than one pod, as 2 mount it (Pod 'one', Pod 'two'), got 'ReadWriteOncePod': change it, or give each pod a claim",
    ],
    passes: [claim('ReadWriteMany'), pod(mounting, 'one'), pod(mounting, 'two')],
  },
  {
    code: 'MAR-C08',
    when: 'a DaemonSet selects a pod of its own',
    fails: [pod(), agents('web')],
    found: [
      `web: spec.selector must not select Pod 'web', which would be adopted or deleted, got '{"matchLabels":{"app":"web"}}': give the pod other labels`,
    ],
    passes: [pod(), agents('agent')],
  },
  {
    code: 'MAR-C09',
    when: 'a claim has the name of one that a StatefulSet makes',
    fails: [ofPods('web', 'data'), claim('ReadWriteOnce', '1Gi', 'data-web-0')],
    found: [
      "data-web-0: metadata.name must differ from the claims that StatefulSet 'web' makes for its pods, which would use this one, got 'data-web-0': rename one of them, or allow it with Checks.of(…).allow('MAR-C09', …)",
    ],
    passes: [ofPods('web', 'data'), claim('ReadWriteOnce', '1Gi', 'data-web-1')],
  },
  {
    code: 'MAR-C09',
    when: 'two StatefulSets make claims of one name',
    fails: [ofPods('web', 'data-eu'), ofPods('eu-web', 'data')],
    found: [
      "eu-web: spec.volumeClaimTemplates must differ from the claims that StatefulSet 'web' makes for its pods, which would use this one, got 'data-eu-web-0': rename one of them, or allow it with Checks.of(…).allow('MAR-C09', …)",
    ],
    passes: [ofPods('web', 'data-eu'), ofPods('us-web', 'data')],
  },
];
