import { deployment, Example, object, Patch, pod } from '../objects';
import { RuleCase } from '../rule-case';
import { container } from './objects';

const variable = (valueFrom: Patch): Example => container({ env: [{ name: 'VALUE', valueFrom }] });
const file = (item: Patch): Example =>
  pod({ spec: { volumes: [{ name: 'about', downwardAPI: { items: [{ path: 'file', ...item }] } }] } });
const mounting = (mount: Patch): Example =>
  pod({
    spec: {
      volumes: [{ name: 'tmp', emptyDir: {} }],
      containers: [{ volumeMounts: [{ name: 'tmp', mountPath: '/tmp', ...mount }] }],
    },
  });

const scaler = (spec: Patch): readonly Example[] => {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const all = { scaleTargetRef, maxReplicas: 3, ...spec };
  return [
    deployment({ spec: { replicas: undefined } }),
    object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: all }),
  ];
};
const external = (name: string, target: Patch): readonly Example[] =>
  scaler({ metrics: [{ type: 'External', external: { metric: { name }, target } }] });

const secured = (securityContext: Patch): Example => container({ securityContext });
const annotated = (annotations: Patch): Example => deployment({ spec: { template: { metadata: { annotations } } } });

/** What is read and measured. */
export const VALUES: readonly RuleCase[] = [
  {
    code: 'MAR-N10',
    when: 'an environment variable is read from a field that no variable can have',
    fails: [variable({ fieldRef: { fieldPath: 'status.phase' } })],
    found: [
      `web: spec.containers['app'].env['VALUE'].valueFrom.fieldRef.fieldPath must be one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, or one label or annotation as in metadata.labels['app'], got 'status.phase': choose one of them`,
    ],
    passes: [variable({ fieldRef: { fieldPath: "metadata.annotations['Acme.example/floor']" } })],
  },
  {
    code: 'MAR-N10',
    when: 'an environment variable is a number of CPUs in a unit of bytes',
    fails: [variable({ resourceFieldRef: { resource: 'limits.cpu', divisor: '1Mi' } })],
    found: [
      `web: spec.containers['app'].env['VALUE'].valueFrom.resourceFieldRef.divisor must be 1 or 1m, got '1Mi': choose one of them`,
    ],
    passes: [variable({ resourceFieldRef: { resource: 'limits.cpu', divisor: '0.001' } })],
  },
  {
    code: 'MAR-N10',
    when: 'an environment variable is a number of bytes in pairs',
    fails: [variable({ resourceFieldRef: { resource: 'limits.memory', divisor: '2Mi' } })],
    found: [
      `web: spec.containers['app'].env['VALUE'].valueFrom.resourceFieldRef.divisor must be 1, or 1 with a unit of k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi or Ei, got '2Mi': choose one of them`,
    ],
    passes: [variable({ resourceFieldRef: { resource: 'limits.memory', divisor: '1024Ki' } })],
  },
  {
    code: 'MAR-N10',
    when: 'an environment variable is read from a Secret without a name',
    fails: [variable({ secretKeyRef: { key: 'password', optional: true } })],
    found: [`web: spec.containers['app'].env['VALUE'].valueFrom.secretKeyRef.name must not be empty, got '': give it`],
    passes: [variable({ secretKeyRef: { name: 'none', key: 'password', optional: true } })],
  },
  {
    code: 'MAR-N10',
    when: 'environment variables are those of a ConfigMap without a name',
    fails: [container({ envFrom: [{ configMapRef: { optional: true } }] })],
    found: [`web: spec.containers['app'].envFrom[0].configMapRef.name must not be empty, got '': give it`],
    passes: [container({ envFrom: [{ configMapRef: { name: 'none', optional: true } }] })],
  },
  {
    code: 'MAR-N13',
    when: 'a container mounts a folder outside of a volume',
    fails: [mounting({ subPathExpr: '$(HOME)/..' })],
    found: [
      `web: spec.containers['app'].volumeMounts[0].subPathExpr must be relative and without '..', got '$(HOME)/..': correct the path`,
    ],
    passes: [mounting({ subPathExpr: '..data' })],
  },
  {
    code: 'MAR-N13',
    when: 'a container mounts two folders of a volume at one path',
    fails: [mounting({ subPath: 'a', subPathExpr: 'b' })],
    found: [
      `web: spec.containers['app'].volumeMounts[0].subPathExpr must not be given together with subPath, got 'b': leave out one of them`,
    ],
    passes: [mounting({ subPath: 'a', subPathExpr: '' })],
  },
  {
    code: 'MAR-N17',
    when: 'a file is read from a label that no pod can have',
    fails: [file({ fieldRef: { fieldPath: "metadata.labels['the app']" } })],
    found: [
      `web: key in spec.volumes['about'].downwardAPI.items[0].fieldRef.fieldPath must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters, got 'the app': correct it`,
    ],
    passes: [file({ fieldRef: { fieldPath: 'metadata.labels' } })],
  },
  {
    code: 'MAR-N17',
    when: 'a file is read from a resource of no container',
    fails: [file({ resourceFieldRef: { resource: 'limits.cpu' } })],
    found: [
      `web: spec.volumes['about'].downwardAPI.items[0].resourceFieldRef.containerName must be given, got '': name the container whose resource it is`,
    ],
    passes: [file({ resourceFieldRef: { resource: 'limits.cpu', containerName: 'app' } })],
  },
  {
    code: 'MAR-N24',
    when: 'a metric has no name',
    fails: external('', { type: 'Value', value: '5' }),
    found: [
      `web: spec.metrics[0].external.metric.name must be a part of a path (no '/' and no '%', and neither '.' nor '..'), got '': give the name of a metric`,
    ],
    passes: external('orders that wait', { type: 'Value', value: '5' }),
  },
  {
    code: 'MAR-N24',
    when: 'a metric shall become 0',
    fails: external('orders', { type: 'AverageValue', averageValue: '0' }),
    found: [`web: spec.metrics[0].external.target.averageValue must be a quantity above 0, got '0': correct it`],
    passes: external('orders', { type: 'AverageValue', averageValue: '1m' }),
  },
  {
    code: 'MAR-N24',
    when: 'there shall be fewer pods at most than at least',
    fails: scaler({ minReplicas: 4 }),
    found: [`web: spec.maxReplicas must be a whole number of 4 to 2147483647, got '3': correct it`],
    passes: scaler({ minReplicas: 3 }),
  },
  {
    code: 'MAR-N26',
    when: 'an AppArmor profile has a space after its name',
    fails: [secured({ appArmorProfile: { type: 'Localhost', localhostProfile: 'web ' } })],
    found: [
      `web: spec.containers['app'].securityContext.appArmorProfile.localhostProfile must have no space at its start or end, got 'web ': remove the space`,
    ],
    passes: [secured({ appArmorProfile: { type: 'Localhost', localhostProfile: `w ${'b'.repeat(4093)}` } })],
  },
  {
    code: 'MAR-N26',
    when: 'a profile is of the runtime, and has a name',
    fails: [secured({ seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'web' } })],
    found: [
      `web: spec.containers['app'].securityContext.seccompProfile.localhostProfile must be given for the type Localhost alone, got 'web': remove it, or set the type`,
    ],
    passes: [secured({ seccompProfile: { type: 'Localhost', localhostProfile: 'web' } })],
  },
  {
    code: 'MAR-N27',
    when: 'the cost of deleting a pod is a fraction',
    fails: [annotated({ 'controller.kubernetes.io/pod-deletion-cost': '1.5' })],
    found: [
      `web: spec.template.metadata.annotations['controller.kubernetes.io/pod-deletion-cost'] must be a whole number of -2147483648 to 2147483647, got '1.5': write it in digits alone`,
    ],
    passes: [annotated({ 'controller.kubernetes.io/pod-deletion-cost': '-2147483648' })],
  },
  {
    code: 'MAR-N27',
    when: 'an annotation is for a container that the pod does not have',
    fails: [annotated({ 'container.apparmor.security.beta.kubernetes.io/log': 'runtime/default' })],
    found: [
      `web: spec.template.metadata.annotations must have keys that end with the name of a container of the pod (app), got 'container.apparmor.security.beta.kubernetes.io/log': correct the name, or use the field appArmorProfile instead`,
    ],
    passes: [annotated({ 'apparmor.example/log': 'runtime/default' })],
  },
  {
    code: 'MAR-N27',
    when: 'an annotation has another seccomp profile than the field',
    fails: [annotated({ 'seccomp.security.alpha.kubernetes.io/pod': 'localhost/web' })],
    found: [
      `web: spec.template.metadata.annotations['seccomp.security.alpha.kubernetes.io/pod'] must have the type of the field seccompProfile, RuntimeDefault, got 'localhost/web': remove it, and use the field`,
    ],
    passes: [annotated({ 'seccomp.security.alpha.kubernetes.io/pod': 'docker/default' })],
  },
];
