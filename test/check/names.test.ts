/* eslint-disable max-lines -- tables */
import { Manifest } from '../../lib/check/manifest';
import { Manifests } from '../../lib/check/manifests';
import { KubeObject } from '../../lib/check/model/kube';
import { ANNOTATIONS } from '../../lib/check/rules/names/annotation-keys';
import { ANNOTATION_SIZE } from '../../lib/check/rules/names/annotation-size';
import { CONTAINER_PORTS } from '../../lib/check/rules/names/container-ports';
import { CONTAINERS } from '../../lib/check/rules/names/containers';
import { DATA } from '../../lib/check/rules/names/data';
import { DERIVED_NAMES } from '../../lib/check/rules/names/derived-names';
import { DUPLICATE } from '../../lib/check/rules/names/duplicate';
import { ENVIRONMENT } from '../../lib/check/rules/names/environment';
import { HOSTS } from '../../lib/check/rules/names/hosts';
import { LABELS } from '../../lib/check/rules/names/labels';
import { MOUNTS } from '../../lib/check/rules/names/mounts';
import { NAMED_PORTS } from '../../lib/check/rules/names/named-ports';
import { OBJECT_NAME } from '../../lib/check/rules/names/object-name';
import { SELECTORS } from '../../lib/check/rules/names/selectors';
import { SERVICE_PORTS } from '../../lib/check/rules/names/service-ports';
import { VOLUMES } from '../../lib/check/rules/names/volumes';
import { Rule } from '../../lib/check/rule';

/** What a rule finds in objects: each finding's field and value. */
function found(rule: Rule, ...objects: readonly KubeObject[]): string[] {
  const manifests = new Manifests(objects.map((json, i) => new Manifest(json, `object-${i}`)));
  return rule.check(manifests).map(({ message }) => message.replace(/^(.*?) must .*, got ('[^]*'): .*$/, '$1 $2'));
}

const object = (apiVersion: string, kind: string, rest: object = {}, metadata: object = {}): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'prod', ...metadata },
  ...rest,
});
const pod = (spec: object): KubeObject => object('v1', 'Pod', { spec });
const container = (fields: object): KubeObject => pod({ containers: [{ name: 'app', ...fields }] });
const service = (spec: object): KubeObject => object('v1', 'Service', { spec });
const long = 'a'.repeat(64);

describe('names of objects', () => {
  test.each([
    ['v1', 'Service', '1web', 'web.eu'],
    ['v1', 'ConfigMap', `${long}.eu`, 'Web'],
    ['v1', 'Namespace', 'web', 'web.eu'],
    ['apps/v1', 'StatefulSet', 'web', 'web.eu'],
    ['batch/v1', 'Job', 'web.eu', long],
    ['rbac.authorization.k8s.io/v1', 'Role', 'system:Web', 'a/b'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', '...', '..'],
    ['policy/v1', 'PodDisruptionBudget', 'Web', '100%'],
    ['coordination.k8s.io/v1', 'LeaseCandidate', 'Web_1', '..web'],
    ['acme.example/v1', 'Widget', 'web.eu', 'web_eu'],
  ])('%s %s may be called %s, and not %s', (apiVersion, kind, valid, invalid) => {
    expect(found(OBJECT_NAME, object(apiVersion, kind, {}, { name: valid }))).toEqual([]);
    expect(found(OBJECT_NAME, object(apiVersion, kind, {}, { name: invalid }))).toEqual([`metadata.name '${invalid}'`]);
  });

  test('a job that selects its pods itself has a longer name, as they carry no label of it', () => {
    expect(found(OBJECT_NAME, object('batch/v1', 'Job', { spec: { manualSelector: true } }, { name: long }))).toEqual(
      [],
    );
  });

  test('an object without a name has one that is generated', () => {
    expect(found(OBJECT_NAME, object('v1', 'Pod', {}, { name: undefined, generateName: 'web-' }))).toEqual([]);
    expect(found(OBJECT_NAME, { apiVersion: 'v1', kind: 'Pod' })).toEqual(["metadata.name ''"]);
  });

  test('a name that is a number in YAML is refused, with the way out', () => {
    const [{ message }] = OBJECT_NAME.check(
      new Manifests([new Manifest(object('v1', 'Pod', {}, { name: 1 }), 'web')]),
    ) as unknown as [{ message: string }];
    expect(message).toBe("metadata.name must be a text, got '1': put it in quotes");
  });

  test('a namespace has a name too', () => {
    expect(found(OBJECT_NAME, object('v1', 'Pod', {}, { namespace: 'Prod' }))).toEqual(["metadata.namespace 'Prod'"]);
  });
});

describe('duplicates', () => {
  const config = (metadata: object): KubeObject => object('v1', 'ConfigMap', {}, metadata);

  test('an object is found that was there before, with the place of the first one', () => {
    const twice = [config({}), config({ name: 'other' }), config({}), config({})];
    const manifests = new Manifests(twice.map((json, i) => new Manifest(json, `object-${i}`)));
    const findings = DUPLICATE.check(manifests).map(({ manifest, message }) => [manifest.path, message]);
    const message =
      "metadata.name must be unique among the objects of kind ConfigMap of namespace 'prod', of which the last one would replace the others, got 'web': rename it, or remove it or the one at object-0";
    expect(findings).toEqual([
      ['object-2', message],
      ['object-3', message],
    ]);
  });

  test('another group, kind or namespace is another object', () => {
    const others = [object('acme.example/v1', 'ConfigMap'), object('v1', 'Secret'), config({ namespace: 'dev' })];
    expect(found(DUPLICATE, config({}), ...others)).toEqual([]);
  });

  test('what belongs to no namespace is there once, and what has no name as often as one likes', () => {
    const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole');
    expect(found(DUPLICATE, role, role)).toEqual(["metadata.name 'web'"]);
    expect(found(DUPLICATE, config({ name: undefined }), config({ name: undefined }))).toEqual([]);
  });
});

describe('labels', () => {
  test('are looked at wherever Kubernetes has them', () => {
    const metadata = { labels: { a: 'b c' } };
    const template = { metadata, spec: { volumes: [{ ephemeral: { volumeClaimTemplate: { metadata } } }] } };
    expect(
      found(
        LABELS,
        object('apps/v1', 'StatefulSet', { spec: { template, volumeClaimTemplates: [{ metadata }] } }, metadata),
        object('batch/v1', 'CronJob', { spec: { jobTemplate: { metadata, spec: { template: { metadata } } } } }),
      ),
    ).toEqual([
      "metadata.labels['a'] 'b c'",
      "spec.template.metadata.labels['a'] 'b c'",
      "spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.labels['a'] 'b c'",
      "spec.volumeClaimTemplates[0].metadata.labels['a'] 'b c'",
      "spec.jobTemplate.metadata.labels['a'] 'b c'",
      "spec.jobTemplate.spec.template.metadata.labels['a'] 'b c'",
    ]);
  });

  test('of a custom resource are those of the object alone, and data are no labels', () => {
    const labels = { 'a b': 'c' };
    expect(found(LABELS, object('acme.example/v1', 'Widget', { spec: { metadata: { labels } } }, { labels }))).toEqual([
      "metadata.labels 'a b'",
    ]);
    expect(found(LABELS, object('v1', 'ConfigMap', { data: { metadata: { labels } } }), { kind: 'Pod' })).toEqual([]);
  });

  test('may be empty, and not of another type', () => {
    expect(found(LABELS, object('v1', 'Pod', {}, { labels: { a: '', b: null } }))).toEqual([]);
    expect(found(LABELS, object('v1', 'Pod', {}, { labels: { a: true, b: ['x'] } }))).toEqual([
      "metadata.labels['a'] 'true'",
      `metadata.labels['b'] '["x"]'`,
    ]);
  });
});

describe('selectors', () => {
  test('of a Service and of a ReplicationController are labels themselves', () => {
    const spec = { selector: { 'a b': 'c' } };
    expect(found(SELECTORS, service(spec), object('v1', 'ReplicationController', { spec }))).toEqual([
      "spec.selector 'a b'",
      "spec.selector 'a b'",
    ]);
    expect(found(SELECTORS, object('acme.example/v1', 'Service', { spec }))).toEqual([]);
  });

  test('are looked at wherever Kubernetes has them', () => {
    const selector = { matchLabels: { a: 'b c' }, matchExpressions: [{ key: 'd e', operator: 'In', values: ['f g'] }] };
    const spec = { podSelector: selector, ingress: [{ from: [{ namespaceSelector: selector }] }] };
    expect(found(SELECTORS, object('networking.k8s.io/v1', 'NetworkPolicy', { spec }))).toEqual([
      "spec.podSelector.matchLabels['a'] 'b c'",
      "spec.ingress[0].from[0].namespaceSelector.matchLabels['a'] 'b c'",
      "spec.podSelector.matchExpressions[0].key 'd e'",
      "spec.podSelector.matchExpressions[0].values[0] 'f g'",
      "spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].key 'd e'",
      "spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].values[0] 'f g'",
    ]);
  });

  test('of nodes that pods only prefer may have any values', () => {
    const matchExpressions = [{ key: 'disk', operator: 'In', values: ['very fast'] }];
    const nodeAffinity = (terms: object): KubeObject => pod({ affinity: { nodeAffinity: terms } });
    const preferred = [{ weight: 1, preference: { matchExpressions } }];
    expect(found(SELECTORS, nodeAffinity({ preferredDuringSchedulingIgnoredDuringExecution: preferred }))).toEqual([]);
    const required = { nodeSelectorTerms: [{ matchExpressions }] };
    const at = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]';
    expect(found(SELECTORS, nodeAffinity({ requiredDuringSchedulingIgnoredDuringExecution: required }))).toEqual([
      `${at}.matchExpressions[0].values[0] 'very fast'`,
    ]);
  });

  test('of the scopes of a quota have no keys', () => {
    const matchExpressions = [{ scopeName: 'PriorityClass', operator: 'In', values: ['a b'] }];
    expect(found(SELECTORS, object('v1', 'ResourceQuota', { spec: { scopeSelector: { matchExpressions } } }))).toEqual(
      [],
    );
  });

  test('that are written wrongly are for the server to refuse', () => {
    const spec = { selector: { matchLabels: ['a b'], matchExpressions: { key: 'a b' } } };
    expect(found(SELECTORS, object('apps/v1', 'Deployment', { spec }))).toEqual([]);
  });
});

describe('annotations', () => {
  test('have keys in capitals if one likes', () => {
    expect(found(ANNOTATIONS, object('v1', 'Pod', {}, { annotations: { 'Acme.Example/Key': 'v' } }))).toEqual([]);
    expect(found(ANNOTATIONS, object('v1', 'Pod', {}, { annotations: { 'Acme_Example/Key': 'v' } }))).toEqual([
      "metadata.annotations 'Acme_Example/Key'",
    ]);
  });

  test('are looked at in templates, and need not be there', () => {
    const template = { metadata: { annotations: { a: 1 } } };
    expect(found(ANNOTATIONS, object('apps/v1', 'Deployment', { spec: { template } }))).toEqual([
      "spec.template.metadata.annotations['a'] '1'",
    ]);
    expect(found(ANNOTATIONS, object('apps/v1', 'Deployment', { spec: { template: { metadata: null } } }))).toEqual([]);
  });

  const data = (size: number): object => ({ data: { a: 'x'.repeat(size), h: '<&>\u2028\u00e9\t\x07\x7f"\\' } });

  test.each([
    [261_930, {}],
    [261_906, { 'a/b': 'v<é' }],
    [261_930, { 'kubectl.kubernetes.io/last-applied-configuration': 'replaced' }],
  ])(
    'an object with %s bytes of data and the annotations %j is the largest that kubectl applies',
    (size, annotations) => {
      const config = (bytes: number): KubeObject =>
        object('v1', 'ConfigMap', data(bytes), { name: 'big', namespace: 'default', annotations });
      expect(found(ANNOTATION_SIZE, config(size))).toEqual([]);
      expect(found(ANNOTATION_SIZE, config(size + 1))).toEqual(["metadata.annotations '257 KiB'"]);
    },
  );

  test('that are too large by themselves are told from those with a copy', () => {
    const annotations = { a: 'x'.repeat(256 * 1024) };
    const [finding] = ANNOTATION_SIZE.check(
      new Manifests([new Manifest(object('v1', 'Pod', {}, { annotations }), 'web')]),
    );
    expect(finding?.message).toBe(
      "metadata.annotations must not be larger than 256 KiB, with the copy of the object that kubectl apply keeps there, got '513 KiB': keep large data elsewhere",
    );
  });
});

describe('ports', () => {
  const ports = (...list: readonly object[]): KubeObject => container({ ports: list });

  test('of containers have a number, and names that are unique in their container', () => {
    const two = [
      { name: 'a', ports: [{ name: 'http', containerPort: 80 }] },
      { name: 'b', ports: [{ name: 'http', containerPort: 81 }] },
    ];
    expect(found(CONTAINER_PORTS, pod({ containers: two }))).toEqual([]);
    expect(found(CONTAINER_PORTS, ports({ containerPort: 80, hostPort: 0 }, { name: '', containerPort: 81 }))).toEqual(
      [],
    );
    expect(found(CONTAINER_PORTS, ports({ name: 'a', containerPort: 65536 }, { name: 'a', hostPort: -1 }))).toEqual([
      "spec.containers['app'].ports[0].containerPort '65536'",
      "spec.containers['app'].ports[1].name 'a'",
      "spec.containers['app'].ports[1].containerPort 'undefined'",
      "spec.containers['app'].ports[1].hostPort '-1'",
    ]);
  });

  test('of containers that are written wrongly are for the server to refuse', () => {
    expect(found(CONTAINER_PORTS, container({ ports: 'http' }), container({ ports: null }))).toEqual([]);
    expect(found(CONTAINER_PORTS, container({ ports: [null] }))).toEqual([
      "spec.containers['app'].ports[0].containerPort 'undefined'",
    ]);
  });

  test('of Services have names if there are several, and protocols of their own', () => {
    expect(found(SERVICE_PORTS, service({ ports: [{ port: 53 }] }))).toEqual([]);
    const both = [
      { name: 'udp', port: 53, protocol: 'UDP' },
      { name: 'tcp', port: 53 },
    ];
    expect(found(SERVICE_PORTS, service({ ports: both }))).toEqual([]);
    const same = [
      { name: 'a', port: 53 },
      { name: 'a', port: 54 },
    ];
    expect(found(SERVICE_PORTS, service({ ports: same }))).toEqual(["spec.ports[1].name 'a'"]);
    expect(found(SERVICE_PORTS, service({ ports: [{ port: 80 }, { name: 'b', port: 80, protocol: 'TCP' }] }))).toEqual([
      "spec.ports[0].name ''",
      "spec.ports[1].port '80/TCP'",
    ]);
    expect(found(SERVICE_PORTS, service({ ports: [{ name: 'A', port: 0 }] }))).toEqual([
      "spec.ports[0].name 'A'",
      "spec.ports[0].port '0'",
    ]);
    expect(found(SERVICE_PORTS, object('serving.knative.dev/v1', 'Service', { spec: { ports: [{}] } }))).toEqual([]);
  });

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('of a %s are numbers or names', (probe) => {
    expect(found(NAMED_PORTS, container({ [probe]: { httpGet: { port: 'http' } } }))).toEqual([]);
    expect(found(NAMED_PORTS, container({ [probe]: { httpGet: {} } }))).toEqual([
      `spec.containers['app'].${probe}.httpGet.port 'undefined'`,
    ]);
    expect(found(NAMED_PORTS, container({ [probe]: { grpc: { port: 'http' } } }))).toEqual([
      `spec.containers['app'].${probe}.grpc.port 'http'`,
    ]);
  });

  test('of what is called at the start and the stop are numbers or names', () => {
    const lifecycle = { postStart: { httpGet: { port: 0 } }, preStop: { tcpSocket: { port: 'HTTP' } } };
    expect(found(NAMED_PORTS, container({ lifecycle }))).toEqual([
      "spec.containers['app'].lifecycle.postStart.httpGet.port '0'",
      "spec.containers['app'].lifecycle.preStop.tcpSocket.port 'HTTP'",
    ]);
  });

  test('that a Service leads to are those of the Service by default', () => {
    const ports = [{}, { targetPort: '' }, { targetPort: 0 }, { targetPort: null }, { targetPort: '80' }];
    expect(found(NAMED_PORTS, service({ ports }))).toEqual(["spec.ports[4].targetPort '80'"]);
  });

  test('that an Ingress leads to are numbers or names', () => {
    const backend = (port?: object): object => ({ service: { name: 'web', port } });
    const paths = [
      { backend: backend({ name: 'HTTP' }) },
      { backend: backend({ number: 70000 }) },
      { backend: backend() },
      { backend: { resource: {} } },
      { backend: null },
    ];
    const spec = { defaultBackend: backend({ name: 'http' }), rules: [{ http: { paths } }] };
    expect(found(NAMED_PORTS, object('networking.k8s.io/v1', 'Ingress', { spec }))).toEqual([
      "spec.rules[0].http.paths[0].backend.service.port.name 'HTTP'",
      "spec.rules[0].http.paths[1].backend.service.port.number '70000'",
    ]);
  });

  test('of policies may be left out', () => {
    const ports = [{}, { port: 80, endPort: 90 }, { port: 'http' }, { port: '80', endPort: 70000 }];
    const spec = { ingress: [{ ports }], egress: [{}] };
    expect(found(NAMED_PORTS, object('networking.k8s.io/v1', 'NetworkPolicy', { spec }))).toEqual([
      "spec.ingress[0].ports[3].port '80'",
      "spec.ingress[0].ports[3].endPort '70000'",
    ]);
  });

  test('that are texts of digits are refused with the way out', () => {
    const manifests = new Manifests([new Manifest(ports({ containerPort: '80' }), 'web')]);
    expect(CONTAINER_PORTS.check(manifests).map(({ message }) => message)).toEqual([
      "spec.containers['app'].ports[0].containerPort must be a whole number of 1 to 65535, got '80': write it without quotes",
    ]);
  });
});

describe('environment variables', () => {
  test.each([' ', 'a b', '1', '-', 'ä'.normalize('NFD').slice(0, 1), '~!@#$%^&*()'])('may be called %j', (name) => {
    expect(found(ENVIRONMENT, container({ env: [{ name }], envFrom: [{ prefix: name }, {}] }))).toEqual([]);
  });

  test.each(['A=', '\t', 'ä', '\u007f'])('may not be called %j', (name) => {
    expect(found(ENVIRONMENT, container({ env: [{ name }], envFrom: [{ prefix: name }] }))).toEqual([
      `spec.containers['app'].env['${name}'].name '${name}'`,
      `spec.containers['app'].envFrom[0].prefix '${name}'`,
    ]);
  });

  test('have a name, and any text or none', () => {
    const env = [{}, { name: 'A', value: null }, { name: 'A', value: '' }, { name: 'B', value: { a: 1 } }];
    expect(found(ENVIRONMENT, container({ env }))).toEqual([
      "spec.containers['app'].env[0].name ''",
      `spec.containers['app'].env['B'].value '{"a":1}'`,
    ]);
  });
});

describe('containers, volumes and mounts', () => {
  test('a container has a name that is unique among all of the pod', () => {
    const spec = { initContainers: [{ name: 'a' }, { name: 'a' }], containers: [{}, { name: 'a' }, {}] };
    expect(found(CONTAINERS, pod(spec))).toEqual([
      "spec.initContainers['a'].name 'a'",
      "spec.containers['0'].name ''",
      "spec.containers['a'].name 'a'",
      "spec.containers['2'].name ''",
    ]);
  });

  test('a volume has a name that is unique in its pod', () => {
    expect(found(VOLUMES, pod({ volumes: [{ name: 'a' }, { name: 'a' }, {}, { name: 'A' }, {}] }))).toEqual([
      "spec.volumes[1].name 'a'",
      "spec.volumes[2].name ''",
      "spec.volumes[3].name 'A'",
      "spec.volumes[4].name ''",
    ]);
  });

  const statefulSet = (
    templates: readonly object[],
    volumes: readonly object[],
    mounts: readonly object[],
  ): KubeObject => {
    const template = { spec: { volumes, containers: [{ name: 'app', volumeMounts: mounts }] } };
    return object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: templates, template } });
  };

  test('a template of claims replaces the volumes of its name', () => {
    const templates = [{ metadata: { name: 'data' } }, { metadata: { name: 'Logs' } }, {}];
    expect(found(VOLUMES, statefulSet(templates, [{ name: 'data' }, { name: 'data' }], []))).toEqual([
      "spec.volumeClaimTemplates[1].metadata.name 'Logs'",
      "spec.volumeClaimTemplates[2].metadata.name ''",
    ]);
  });

  test('what is mounted is a volume or a template of claims', () => {
    const mounts = [{ name: 'data', mountPath: '/a' }, { name: 'tmp', mountPath: '/b' }, { mountPath: '/c' }];
    const templates = [{ metadata: { name: 'data' } }];
    expect(found(MOUNTS, statefulSet(templates, [{ name: 'tmp' }], mounts))).toEqual([
      "spec.template.spec.containers['app'].volumeMounts[2].name ''",
    ]);
    expect(found(MOUNTS, statefulSet([{}], [{}], [{ mountPath: '/a' }]))).toEqual([]);
    expect(
      found(
        MOUNTS,
        statefulSet(
          [],
          [{ name: 'a' }],
          [
            { name: 'a', mountPath: '/a' },
            { name: 'a', mountPath: '/a' },
          ],
        ),
      ),
    ).toEqual(["spec.template.spec.containers['app'].volumeMounts[1].mountPath '/a'"]);
  });

  test('a device is a volume too, and a pod without volumes says so', () => {
    const manifests = new Manifests([new Manifest(container({ volumeDevices: [{ name: 'disk' }] }), 'web')]);
    expect(MOUNTS.check(manifests).map(({ message }) => message)).toEqual([
      "spec.containers['app'].volumeDevices[0].name must be a volume of the pod (it has none), got 'disk': correct it, or add the volume",
    ]);
  });
});

describe('data', () => {
  test('of a Secret may be a text that replaces base64, and are not quoted', () => {
    const stringData = { a: 'plain', b: null };
    expect(
      found(DATA, object('v1', 'Secret', { data: { a: 'cGxhaW4=', c: 'YWJj\nYWJj\n', d: null }, stringData })),
    ).toEqual([]);
    expect(found(DATA, object('v1', 'Secret', { data: { a: 'hunter2', b: 3 }, stringData: { '..c': 1234 } }))).toEqual([
      "key of stringData '..c'",
      "stringData['..c'] 'number'",
      "data['a'] 'string'",
      "data['b'] 'number'",
    ]);
  });

  test('of a ConfigMap have a key once', () => {
    expect(found(DATA, object('v1', 'ConfigMap', { data: { a: '' }, binaryData: { a: 'YQ==', b: 'YQ' } }))).toEqual([
      "binaryData['b'] 'string'",
      "binaryData['a'] 'string'",
    ]);
  });
});

describe('hosts', () => {
  const ingress = (spec: object): KubeObject => object('networking.k8s.io/v1', 'Ingress', { spec });

  test('of rules are names, whose first part may be a wildcard, and no addresses', () => {
    const hosts = [undefined, '', '*.example.com', 'web', '1.2.3.256', '*', 'a.*.b', 'Web', '01.2.3.4'];
    expect(found(HOSTS, ingress({ rules: hosts.map((host) => ({ host })) }))).toEqual([
      "spec.rules[5].host '*'",
      "spec.rules[6].host 'a.*.b'",
      "spec.rules[7].host 'Web'",
      "spec.rules[8].host '01.2.3.4'",
    ]);
  });

  test('of certificates may be addresses', () => {
    expect(found(HOSTS, ingress({ tls: [{ hosts: ['1.2.3.4', '*.example.com', ''] }, { hosts: 'web' }] }))).toEqual([
      "spec.tls[0].hosts[2] ''",
    ]);
  });

  test('of pods are labels, but those of a StatefulSet are not used', () => {
    const spec = { hostname: 'a.b', subdomain: '' };
    expect(found(HOSTS, pod(spec))).toEqual(["spec.hostname 'a.b'"]);
    const statefulSet = (serviceName?: string): KubeObject =>
      object('apps/v1', 'StatefulSet', { spec: { serviceName, template: { spec } } });
    expect(found(HOSTS, statefulSet(), statefulSet('web.eu'))).toEqual(["spec.serviceName 'web.eu'"]);
  });

  test('that a Service stands for may end with a dot', () => {
    const external = (externalName?: unknown): KubeObject => service({ type: 'ExternalName', externalName });
    expect(found(HOSTS, external('example.com.'), service({ externalName: 'A_B' }))).toEqual([]);
    expect(found(HOSTS, external('example.com..'), external())).toEqual([
      "spec.externalName 'example.com.'",
      "spec.externalName ''",
    ]);
  });
});

describe('derived names', () => {
  test.each([
    ['StatefulSet', 52],
    ['DaemonSet', 242],
  ])('the name of a %s has at most %s characters', (kind, most) => {
    expect(found(DERIVED_NAMES, object('apps/v1', kind, {}, { name: 'a'.repeat(most) }))).toEqual([]);
    const name = 'a'.repeat(most + 1);
    expect(found(DERIVED_NAMES, object('apps/v1', kind, {}, { name }))).toEqual([`metadata.name '${name}'`]);
    expect(found(DERIVED_NAMES, object('apps/v1', kind, {}, { name: 'A'.repeat(most + 1) }))).toEqual([]);
  });

  test.each([
    ['Job', (spec: object): object => spec, 61],
    ['CronJob', (spec: object): object => ({ jobTemplate: { spec } }), 52],
  ] as const)('an index is part of the host names of the pods of a %s', (kind, specOf, most) => {
    const indexed = (name: string, completions: unknown = 10): KubeObject =>
      object('batch/v1', kind, { spec: specOf({ completionMode: 'Indexed', completions }) }, { name });
    expect(found(DERIVED_NAMES, indexed('a'.repeat(most)), indexed('a.b', null), indexed('a.b', 0))).toEqual([]);
    const name = 'a'.repeat(most);
    expect(found(DERIVED_NAMES, indexed(name, 11), indexed('a.b', 1), indexed('A', 1))).toEqual([
      `metadata.name '${name}'`,
      "metadata.name 'a.b'",
    ]);
    const unfinished = [{}, specOf({ completionMode: 'Indexed' })];
    expect(
      unfinished.flatMap((spec) => found(DERIVED_NAMES, object('batch/v1', kind, { spec }, { name: 'a.b' }))),
    ).toEqual([]);
  });
});
