/* eslint-disable max-lines -- tables */
import { deployment, Example, job, object, Patch, pod, service, statefulSet } from './objects';
import { RuleCase } from './rule-case';
import { ingressTo, SERVED } from './served';

const LABEL = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";
const DNS_NAME = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";
const VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";
const KEYS = "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters";

const config = (patch: Patch, name = 'web'): Example => object('v1', 'ConfigMap', patch, name);
const container = (patch: Patch): Example => pod({ spec: { containers: [patch] } });
/** A second container, as hardened as the first one. */
const second = (patch: Patch): Patch => ({
  image: 'registry.example.com/app:1',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  ...patch,
});
const [, ...BEHIND] = SERVED;
/** A CronJob whose pods are hardened like any other. */
const cronJob = (name: string, jobSpec: Patch = {}): Example => {
  const spec = { ...(job().object.spec as Patch), ...jobSpec };
  return object('batch/v1', 'CronJob', { spec: { schedule: '0 4 * * *', jobTemplate: { spec } } }, name);
};

export const NAMES_CASES: readonly RuleCase[] = [
  {
    code: 'MAR-N01',
    when: 'an object has capitals in its name',
    fails: [config({}, 'Web')],
    found: [`Web: metadata.name ${DNS_NAME}, got 'Web': rename it`],
    passes: [config({}, 'web')],
  },
  {
    code: 'MAR-N01',
    when: 'the name of a Service has a dot',
    fails: [service({}, 'web.eu'), ...BEHIND],
    found: [`web.eu: metadata.name ${LABEL}, got 'web.eu': rename it`],
    passes: [service({}, '1web-eu'), ...BEHIND],
  },
  {
    code: 'MAR-N01',
    when: 'the name of a CronJob is too long',
    fails: [cronJob('a'.repeat(53))],
    found: [
      `${'a'.repeat(53)}: metadata.name must be a DNS name of at most 52 characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit), got '${'a'.repeat(53)}': rename it`,
    ],
    passes: [cronJob('a'.repeat(52))],
  },
  {
    code: 'MAR-N02',
    when: 'two objects of a kind have one name',
    fails: [config({ data: { level: 'info' } }), config({ data: { level: 'debug' } })],
    found: [
      `web: metadata.name must be unique among the objects of kind ConfigMap of namespace 'checks', of which the last one would replace the others, got 'web': rename it, or remove it or the one at checks/object-0`,
    ],
    passes: [config({ data: { level: 'info' } }), config({ data: { level: 'debug' } }, 'web-debug')],
  },
  {
    code: 'MAR-N03',
    when: 'a label is a sentence',
    fails: [config({ metadata: { labels: { team: 'the buyers' } } })],
    found: [`web: metadata.labels['team'] ${VALUE}, got 'the buyers': shorten it, or make it an annotation`],
    passes: [config({ metadata: { labels: { team: 'buyers' } } })],
  },
  {
    code: 'MAR-N03',
    when: 'a label of pods has a key that is no DNS name',
    fails: [deployment({ spec: { template: { metadata: { labels: { 'Acme/team': 'buyers' } } } } })],
    found: [`web: spec.template.metadata.labels ${KEYS}, got 'Acme/team': rename the key`],
    passes: [deployment({ spec: { template: { metadata: { labels: { 'acme.example/team': 'buyers' } } } } })],
  },
  {
    code: 'MAR-N04',
    when: 'nodes are selected by a label that none can have',
    fails: [pod({ spec: { nodeSelector: { disk: 'very fast' } } })],
    found: [`web: spec.nodeSelector['disk'] ${VALUE}, got 'very fast': correct it`],
    passes: [pod({ spec: { nodeSelector: { disk: 'ssd' } } })],
  },
  {
    code: 'MAR-N04',
    when: 'a claim asks for volumes of a label that none can have',
    fails: [claimOf([{ key: 'disk', operator: 'In', values: ['ssd', 'not new'] }])],
    found: [`web: spec.selector.matchExpressions[0].values[1] ${VALUE}, got 'not new': correct it`],
    passes: [claimOf([{ key: 'disk', operator: 'In', values: ['ssd', 'used'] }])],
  },
  {
    code: 'MAR-N05',
    when: 'an annotation has a space in its key',
    fails: [config({ metadata: { annotations: { 'on call': 'the buyers' } } })],
    found: [`web: metadata.annotations ${KEYS}, got 'on call': rename the key`],
    passes: [config({ metadata: { annotations: { 'on-call': 'the buyers' } } })],
  },
  {
    code: 'MAR-N05',
    when: 'an annotation is a number',
    fails: [config({ metadata: { annotations: { floor: 3 } } })],
    found: [`web: metadata.annotations['floor'] must be a text, got '3': put it in quotes`],
    passes: [config({ metadata: { annotations: { floor: '3' } } })],
  },
  {
    code: 'MAR-N06',
    when: 'a ConfigMap is too large for the copy that kubectl apply keeps',
    fails: [config({ data: { page: 'x'.repeat(256 * 1024) } })],
    found: [
      `web: metadata.annotations must not be larger than 256 KiB, with the copy of the object that kubectl apply keeps there, got '257 KiB': split it, or apply it with --server-side, which keeps no copy`,
    ],
    passes: [config({ data: { page: 'x'.repeat(255 * 1024) } })],
  },
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
  {
    code: 'MAR-N10',
    when: 'the name of an environment variable has a sign that none may have',
    fails: [container({ env: [{ name: 'MODE=fast' }] })],
    found: [
      `web: spec.containers['app'].env['MODE=fast'].name must be the name of an environment variable (printable ASCII without '='), got 'MODE=fast': rename it`,
    ],
    passes: [container({ env: [{ name: 'MODE', value: 'fast' }] })],
  },
  {
    code: 'MAR-N10',
    when: 'an environment variable is a number',
    fails: [container({ env: [{ name: 'PORT', value: 8080 }] })],
    found: [`web: spec.containers['app'].env['PORT'].value must be a text, got '8080': put it in quotes`],
    passes: [container({ env: [{ name: 'PORT', value: '8080' }] })],
  },
  {
    code: 'MAR-N11',
    when: 'two containers of a pod have one name',
    fails: [pod({ spec: { initContainers: [second({ name: 'app' })] } })],
    found: [`web: spec.containers['app'].name must be unique in its pod, got 'app': rename it`],
    passes: [pod({ spec: { initContainers: [second({ name: 'prepare' })] } })],
  },
  {
    code: 'MAR-N11',
    when: 'a container has a dot in its name',
    fails: [container({ name: 'app.1' })],
    found: [`web: spec.containers['app.1'].name ${LABEL}, got 'app.1': rename it`],
    passes: [container({ name: 'app-1' })],
  },
  {
    code: 'MAR-N12',
    when: 'two volumes of a pod have one name',
    fails: [pod({ spec: { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'tmp', emptyDir: {} }] } })], // prettier-ignore
    found: [`web: spec.volumes[1].name must be unique in its pod, got 'tmp': rename it`],
    passes: [pod({ spec: { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'cache', emptyDir: {} }] } })], // prettier-ignore
  },
  {
    code: 'MAR-N13',
    when: 'a container mounts a volume that its pod has not',
    fails: [mounting([{ name: 'temp', mountPath: '/tmp' }])],
    found: [
      `web: spec.containers['app'].volumeMounts[0].name must be a volume of the pod (tmp), got 'temp': correct it, or add the volume`,
    ],
    passes: [mounting([{ name: 'tmp', mountPath: '/tmp' }])],
  },
  {
    code: 'MAR-N13',
    when: 'a container mounts two volumes at one path',
    fails: [mounting([{ name: 'tmp', mountPath: '/tmp' }, { name: 'tmp', mountPath: '/tmp', readOnly: true }])], // prettier-ignore
    found: [
      `web: spec.containers['app'].volumeMounts[1].mountPath must be unique in its container, got '/tmp': choose another path`,
    ],
    passes: [mounting([{ name: 'tmp', mountPath: '/tmp' }, { name: 'tmp', mountPath: '/var/tmp' }])], // prettier-ignore
  },
  {
    code: 'MAR-N14',
    when: 'a key of a ConfigMap is a path',
    fails: [config({ data: { 'conf.d/web.conf': '' } })],
    found: [
      `web: key of data must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..', got 'conf.d/web.conf': rename it`,
    ],
    passes: [config({ data: { 'web.conf': '' } })],
  },
  {
    code: 'MAR-N14',
    when: 'binary data of a ConfigMap are a text',
    fails: [config({ binaryData: { logo: '<svg/>' } })],
    found: [`web: binaryData['logo'] must be base64, got 'string': encode it`],
    passes: [config({ binaryData: { logo: 'PHN2Zy8+' } })],
  },
  {
    code: 'MAR-N15',
    when: 'an Ingress has the address of a page for a host',
    fails: [...SERVED, ingressTo('web.example.com:8080', '/')],
    found: [
      `web: spec.rules[0].host must be a DNS name, in lower case, whose first part may be '*', got 'web.example.com:8080': rename it`,
    ],
    passes: [...SERVED, ingressTo('web.example.com', '/')],
  },
  {
    code: 'MAR-N15',
    when: 'the host name of a pod has a dot',
    fails: [pod({ spec: { hostname: 'web.example' } })],
    found: [`web: spec.hostname ${LABEL}, got 'web.example': rename it`],
    passes: [pod({ spec: { hostname: 'web', subdomain: 'example' } })],
  },
  {
    code: 'MAR-N16',
    when: 'the name of a StatefulSet leaves no room for the hash in a label of its pods',
    fails: [statefulSet({}, 'a'.repeat(53))],
    found: [
      `${'a'.repeat(53)}: metadata.name must have at most 52 characters, as the label controller-revision-hash of its pods is made of it, got '${'a'.repeat(53)}': shorten it`,
    ],
    passes: [statefulSet({}, 'a'.repeat(52))],
  },
  {
    code: 'MAR-N16',
    when: 'the jobs of a CronJob give their pods host names that are too long',
    fails: [cronJob('a'.repeat(52), { completionMode: 'Indexed', completions: 11 })],
    found: [
      `${'a'.repeat(52)}: metadata.name must have no '.' and at most 51 characters, as the host names of its pods are made of it, got '${'a'.repeat(52)}': rename it`,
    ],
    passes: [cronJob('a'.repeat(51), { completionMode: 'Indexed', completions: 11 })],
  },
];

function claimOf(matchExpressions: readonly Patch[]): Example {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  return object('v1', 'PersistentVolumeClaim', { spec: { ...spec, selector: { matchExpressions } } });
}

function mounting(volumeMounts: readonly Patch[]): Example {
  return pod({ spec: { volumes: [{ name: 'tmp', emptyDir: {} }], containers: [{ volumeMounts }] } });
}
