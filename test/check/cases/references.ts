import { Example, deployment, object, Patch, pod, service, statefulSet } from './objects';
import { RuleCase } from './rule-case';
import { ingressTo, READY, SERVED } from './served';

function missing(owner: string, field: string, kind: string, name: string): string {
  const advice = `correct the name, create it, or say that it exists: Checks.of(…).expectExisting('${kind}', '${name}')`;
  return `${owner}: ${field} must name a ${kind} that is there, got '${name}': ${advice}`;
}

const mounted = (volume: Patch): Patch => ({
  spec: {
    volumes: [{ name: 'data', ...volume }],
    containers: [{ volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
  },
});
const claim = object(
  'v1',
  'PersistentVolumeClaim',
  { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  'data',
);

const fromConfig = (key: string, more: Patch = {}): Patch => ({
  spec: {
    containers: [{ env: [{ name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key, ...more } } }] }],
  },
});
const config = object('v1', 'ConfigMap', { data: { mode: 'fast' } }, 'settings');

const ingress = (port: Patch): Example => ingressTo('web.example.com', '/', 'web', port);

const binding = (name: string): Example =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: 'instances', namespace: 'checks' }],
  });
const role = object(
  'rbac.authorization.k8s.io/v1',
  'Role',
  { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
  'reader',
);

const scaler = (name: string): Example =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, maxReplicas: 3 },
  });
const unscaled = deployment({ spec: { replicas: undefined } });

const budget = (app: string): Example =>
  object('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 1, selector: { matchLabels: { app } } } });

export const REFERENCES_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-R01',
    when: 'no pod has the labels that a Service selects',
    fails: [pod(READY), service({ spec: { selector: { app: 'wbe' } } })],
    found: [`web: spec.selector must select pods of the namespace, got '{"app":"wbe"}': give the labels of the pods`],
    passes: [pod(READY), service({ spec: { selector: { app: 'web' } } })],
  },
  {
    code: 'MAR-R02',
    when: 'a Service leads to a port by a name that no container has',
    fails: [pod(READY), service({ spec: { ports: [{ targetPort: 'htpp' }] } })],
    found: [
      `web: spec.ports['http'].targetPort must be a TCP port of its pods, which declare http 8080/TCP, got 'htpp': correct it, or declare it in the pods`,
    ],
    passes: [pod(READY), service({ spec: { ports: [{ targetPort: 'http' }] } })],
  },
  {
    code: 'MAR-R03',
    when: 'a Service leads to a port that no container declares',
    fails: [pod(READY), service({ spec: { ports: [{ targetPort: 8081 }] } })],
    found: [
      `web: spec.ports['http'].targetPort must be a TCP port of its pods, which declare http 8080/TCP, got '8081': correct it, or declare it in the pods`,
    ],
    passes: [pod(READY), service({ spec: { ports: [{ targetPort: 8080 }] } })],
  },
  {
    code: 'MAR-R04',
    when: 'a pod mounts a claim that nothing makes',
    fails: [pod(mounted({ persistentVolumeClaim: { claimName: 'dta' } })), claim],
    found: [missing('web', "spec.volumes['data'].persistentVolumeClaim.claimName", 'PersistentVolumeClaim', 'dta')],
    passes: [pod(mounted({ persistentVolumeClaim: { claimName: 'data' } })), claim],
  },
  {
    code: 'MAR-R04',
    when: "a pod mounts a claim of a StatefulSet's pod, and there is no such template",
    fails: [pod(mounted({ persistentVolumeClaim: { claimName: 'logs-web-0' } })), withTemplate('data')],
    found: [
      missing('web', "spec.volumes['data'].persistentVolumeClaim.claimName", 'PersistentVolumeClaim', 'logs-web-0'),
    ],
    passes: [pod(mounted({ persistentVolumeClaim: { claimName: 'logs-web-0' } })), withTemplate('logs')],
  },
  {
    code: 'MAR-R05',
    when: 'a variable comes from a ConfigMap that nothing makes',
    fails: [pod(fromConfig('mode'))],
    found: [missing('web', "spec.containers['app'].env['MODE'].valueFrom.configMapKeyRef", 'ConfigMap', 'settings')],
    passes: [pod(fromConfig('mode', { optional: true }))],
  },
  {
    code: 'MAR-R05',
    when: 'a variable comes from a key that the ConfigMap has not',
    fails: [pod(fromConfig('mdoe')), config],
    found: [
      "web: spec.containers['app'].env['MODE'].valueFrom.configMapKeyRef.key must be a key of ConfigMap 'settings', got 'mdoe': correct the key, or add it",
    ],
    passes: [pod(fromConfig('mode')), config],
  },
  {
    code: 'MAR-R06',
    when: 'a pod mounts a Secret that nothing makes',
    fails: [pod(mounted({ secret: { secretName: 'key' } }))],
    found: [missing('web', "spec.volumes['data'].secret", 'Secret', 'key')],
    passes: [pod(mounted({ secret: { secretName: 'key', optional: true } }))],
  },
  {
    code: 'MAR-R07',
    when: 'an Ingress leads to a Service that nothing makes',
    fails: [ingress({ number: 80 })],
    found: [missing('web', 'spec.rules[0].http.paths[0].backend.service.name', 'Service', 'web')],
    passes: [ingress({ number: 80 }), ...SERVED],
  },
  {
    code: 'MAR-R07',
    when: 'an Ingress leads to a port that the Service has not',
    fails: [ingress({ name: 'htpp' }), ...SERVED],
    found: [
      "web: spec.rules[0].http.paths[0].backend.service.port must be a port of Service 'web', got 'htpp': correct it",
    ],
    passes: [ingress({ name: 'http' }), ...SERVED],
  },
  {
    code: 'MAR-R08',
    when: 'a pod has a service account that nothing makes',
    fails: [pod({ spec: { serviceAccountName: 'instnaces' } })],
    found: [missing('web', 'spec.serviceAccountName', 'ServiceAccount', 'instnaces')],
    passes: [pod({ spec: { serviceAccountName: 'instances' } })],
  },
  {
    code: 'MAR-R09',
    when: 'a role is bound that nothing makes',
    fails: [binding('raeder'), role],
    found: [missing('web', 'roleRef.name', 'Role', 'raeder')],
    passes: [binding('reader'), role],
  },
  {
    code: 'MAR-R10',
    when: 'a pod has a priority class that nothing makes',
    fails: [pod({ spec: { priorityClassName: 'checks-high' } })],
    found: [missing('web', 'spec.priorityClassName', 'PriorityClass', 'checks-high')],
    passes: [
      object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }, 'checks-high'),
      pod({ spec: { priorityClassName: 'checks-high' } }),
    ],
  },
  {
    code: 'MAR-R10',
    when: 'a workload has a runtime class that nothing makes',
    fails: [deployment({ spec: { template: { spec: { runtimeClassName: 'checks-sandbox' } } } })],
    found: [missing('web', 'spec.template.spec.runtimeClassName', 'RuntimeClass', 'checks-sandbox')],
    passes: [
      object('node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }, 'checks-sandbox'),
      deployment({ spec: { template: { spec: { runtimeClassName: 'checks-sandbox' } } } }),
    ],
  },
  {
    code: 'MAR-R11',
    when: 'an autoscaler scales what nothing makes',
    fails: [scaler('wbe'), unscaled],
    found: [missing('web', 'spec.scaleTargetRef.name', 'Deployment', 'wbe')],
    passes: [scaler('web'), unscaled],
  },
  {
    code: 'MAR-R12',
    when: 'no pod has the labels that a budget selects',
    fails: [budget('wbe'), deployment()],
    found: [
      `web: spec.selector must select pods of the namespace, got '{"matchLabels":{"app":"wbe"}}': give the labels of the pods`,
    ],
    passes: [budget('web'), deployment()],
  },
  {
    code: 'MAR-R13',
    when: 'an object is in a namespace that nothing makes',
    fails: [object('v1', 'ConfigMap', { metadata: { namespace: 'chekcs' } })],
    found: [missing('web', 'metadata.namespace', 'Namespace', 'chekcs')],
    passes: [object('v1', 'ConfigMap', { metadata: { namespace: 'checks' } })],
  },
  {
    code: 'MAR-R15',
    when: 'an object of a cluster is in a namespace of Kubernetes',
    fails: [object('v1', 'ConfigMap', { metadata: { namespace: 'kube-system' } })],
    found: [
      "web: metadata.namespace must be that of its cluster, 'checks', got 'kube-system': leave it out, or create the object in MarCluster.fromName of that namespace",
    ],
    passes: [object('v1', 'ConfigMap', { metadata: { namespace: 'checks' } })],
  },
];

function withTemplate(name: string): Example {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  return statefulSet({ spec: { volumeClaimTemplates: [{ metadata: { name }, spec }] } });
}
