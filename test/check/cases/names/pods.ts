import { Example, job, object, Patch, pod } from '../objects';
import { RuleCase } from '../rule-case';
import { container } from './objects';

const BESIDE: Patch = {
  name: 'beside',
  image: 'registry.example.com/app:1',
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
const HOOK: Patch = { lifecycle: { preStop: { exec: { command: ['stop'] } } } };
const starting = (patch: Patch): Example => pod({ spec: { initContainers: [{ ...BESIDE, ...patch }] } });

const labelled = (labels: Patch): Patch => ({ spec: { template: { metadata: { labels } } } });
const cronJob = (labels: Patch): Example => {
  const { spec } = job(labelled(labels)).object;
  return object('batch/v1', 'CronJob', { spec: { schedule: '* * * * *', jobTemplate: { spec } } });
};

const volume = (source: Patch): Example => pod({ spec: { volumes: [{ name: 'data', ...source }] } });
const dns = (spec: Patch): Example => pod({ spec });

/** How pods are labelled, started, stopped and reached. */
export const PODS: readonly RuleCase[] = [
  {
    code: 'MAR-N19',
    when: 'the pods of a Job have the name of another Job',
    fails: [job(labelled({ 'job-name': 'db' }))],
    found: [
      `web: spec.template.metadata.labels['job-name'] must be left to Kubernetes, which sets it for each Job, got 'db': remove the label, or rename its key`,
    ],
    passes: [job(labelled({ 'job-name': 'web', 'batch.kubernetes.io/job-name': 'web' }))],
  },
  {
    code: 'MAR-N19',
    when: 'the pods of a CronJob have the UID of a Job',
    fails: [cronJob({ 'batch.kubernetes.io/controller-uid': 'none' })],
    found: [
      `web: spec.jobTemplate.spec.template.metadata.labels['batch.kubernetes.io/controller-uid'] must be left to Kubernetes, which sets it for each Job, got 'none': remove the label, or rename its key`,
    ],
    passes: [cronJob({ 'acme.example/controller-uid': 'none' })],
  },
  {
    code: 'MAR-N19',
    when: 'a Job selects its pods, and does not say that it does so itself',
    fails: [job({ spec: { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } } } } })], // prettier-ignore
    found: [
      `web: spec.selector must be left to Kubernetes, which sets it for each Job, got '{"matchLabels":{"app":"web"}}': remove it`,
    ],
    passes: [
      job({ spec: { manualSelector: true, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web', 'job-name': 'db' } } } } }), // prettier-ignore
    ],
  },
  {
    code: 'MAR-N21',
    when: 'a hook has no command',
    fails: [container({ lifecycle: { preStop: { exec: { command: [] } } } })],
    found: [
      `web: spec.containers['app'].lifecycle.preStop.exec.command must not be empty, got '': give the program and its arguments`,
    ],
    passes: [container({ lifecycle: { preStop: { exec: { command: [''] } } } })],
  },
  {
    code: 'MAR-N21',
    when: 'a container is alive by more than one success',
    fails: [container({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } })],
    found: [
      `web: spec.containers['app'].livenessProbe.successThreshold must be 1 for a liveness probe, got '2': leave it out`,
    ],
    passes: [
      container({
        livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 1 },
        startupProbe: { tcpSocket: { port: 80 }, successThreshold: 0 },
        readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 },
      }),
    ],
  },
  {
    code: 'MAR-N21',
    when: 'a probe does nothing',
    fails: [container({ startupProbe: {} })],
    found: [
      `web: spec.containers['app'].startupProbe must have one of exec, httpGet, tcpSocket, grpc, sleep, got '': give one of them`,
    ],
    passes: [container({ startupProbe: { exec: { command: ['test'] }, failureThreshold: 0 } })],
  },
  {
    code: 'MAR-N21',
    when: 'a container that runs before the others has a hook',
    fails: [starting(HOOK)],
    found: [
      `web: spec.initContainers['beside'].lifecycle must not be given for a container that runs to its end, got 'lifecycle': remove it, or make the container a sidecar with restartPolicy Always`,
    ],
    passes: [starting({ ...HOOK, restartPolicy: 'Always' })],
  },
  {
    code: 'MAR-N22',
    when: 'a volume is of a CSI driver whose name is too long',
    fails: [volume({ csi: { driver: 'a'.repeat(64) } })],
    found: [
      `web: spec.volumes['data'].csi.driver must be the name of a CSI driver (a DNS name of 1 to 63 letters, digits, '-' and '.', in capitals or not), got '${'a'.repeat(64)}': give the name of a CSI driver`,
    ],
    passes: [volume({ csi: { driver: `A${'a'.repeat(62)}` } })],
  },
  {
    code: 'MAR-N22',
    when: 'a volume is of a Secret without a name',
    fails: [volume({ secret: { secretName: '', optional: true } })],
    found: [`web: spec.volumes['data'].secret.secretName must not be empty, got '': give it`],
    passes: [volume({ secret: { secretName: 'none', optional: true } })],
  },
  {
    code: 'MAR-N22',
    when: 'a volume has a file of no key',
    fails: [volume({ secret: { secretName: 'none', optional: true, items: [{ key: '', path: 'file' }] } })],
    found: [`web: spec.volumes['data'].secret.items[0].key must not be empty, got '': give it`],
    passes: [volume({ secret: { secretName: 'none', optional: true, items: [{ key: 'key', path: 'file' }] } })],
  },
  {
    code: 'MAR-N23',
    when: 'a host alias has an address with a leading zero',
    fails: [dns({ hostAliases: [{ ip: '192.0.2.010', hostnames: ['db'] }] })],
    found: [
      `web: spec.hostAliases[0].ip must be an IP address, such as 192.0.2.10 or 2001:db8::10, got '192.0.2.010': correct it`,
    ],
    passes: [dns({ hostAliases: [{ ip: '192.0.2.10', hostnames: ['db', '192.0.2.10'] }, { ip: '::1' }] })], // prettier-ignore
  },
  {
    code: 'MAR-N23',
    when: 'a host alias has capitals',
    fails: [dns({ hostAliases: [{ ip: '2001:db8::10', hostnames: ['DB'] }] })],
    found: [
      `web: spec.hostAliases[0].hostnames[0] must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got 'DB': correct it`,
    ],
    passes: [dns({ hostAliases: [{ ip: '2001:db8::10', hostnames: ['db.example'] }] })],
  },
  {
    code: 'MAR-N23',
    when: 'a pod asks more name servers than there can be',
    fails: [dns({ dnsConfig: { nameservers: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'] } })],
    found: [`web: spec.dnsConfig.nameservers must have at most 3 entries, got '4': remove some of them`],
    passes: [dns({ dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1', '192.0.2.2', '::1'] } })],
  },
  {
    code: 'MAR-N23',
    when: 'a name server is a name',
    fails: [dns({ dnsConfig: { nameservers: ['::ffff:192.0.2.1'], searches: ['Example.com'], options: [{ name: '' }] } })], // prettier-ignore
    found: [
      `web: spec.dnsConfig.nameservers[0] must be an IP address, such as 192.0.2.10 or 2001:db8::10, got '::ffff:192.0.2.1': correct it`,
      `web: spec.dnsConfig.options[0].name must not be empty, got '': give it`,
      `web: spec.dnsConfig.searches[0] must be a DNS name in lower case, whose parts may have '_', got 'Example.com': correct it`,
    ],
    passes: [dns({ dnsConfig: { searches: ['.', 'example.com.', '_tcp.example.com'], options: [{ name: 'ndots', value: '2' }] } })], // prettier-ignore
  },
  {
    code: 'MAR-N23',
    when: 'a pod has no name server, and does not ask that of the cluster',
    fails: [dns({ dnsPolicy: 'None' })],
    found: [`web: spec.dnsConfig.nameservers must not be empty for the DNS policy None, got '': give one`],
    passes: [dns({ dnsPolicy: 'Default' })],
  },
];
