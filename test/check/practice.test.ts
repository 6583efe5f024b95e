/* eslint-disable max-lines -- tables */
import { Manifest } from '../../lib/check/manifest';
import { Manifests } from '../../lib/check/manifests';
import { KubeObject } from '../../lib/check/model/kube';
import { AUTOSCALED_REPLICAS } from '../../lib/check/rules/practice/autoscaled-replicas';
import { BLOCKED_DRAIN } from '../../lib/check/rules/practice/blocked-drain';
import { EXCLUSIVE_VOLUME } from '../../lib/check/rules/practice/exclusive-volume';
import { IMAGE_TAG } from '../../lib/check/rules/practice/image-tag';
import { LINKED_VARIABLES } from '../../lib/check/rules/practice/linked-variables';
import { MANY_LINKS } from '../../lib/check/rules/practice/many-links';
import { READINESS } from '../../lib/check/rules/practice/readiness';
import { SINGLE_POD } from '../../lib/check/rules/practice/single-pod';
import { Rule } from '../../lib/check/rule';

/** What a rule finds in objects: the name of each object, with the finding's field and value. */
function found(rule: Rule, ...objects: readonly KubeObject[]): string[] {
  const manifests = new Manifests(objects.map((json) => new Manifest(json, 'file.yaml')));
  const shorten = (message: string): string => message.replace(/^(.*?) must .*, got ('[^]*'): .*$/, '$1 $2');
  return rule.check(manifests).map(({ manifest, message }) => `${manifest.name}: ${shorten(message)}`);
}

const NAMES = { apps: /Deployment|StatefulSet|DaemonSet|ReplicaSet/, batch: /Job/, policy: /Budget/ };

function object(kind: string, name: string, spec: object, rest: object = {}): KubeObject {
  const group = Object.entries(NAMES).find(([, kinds]) => kinds.test(kind))?.[0];
  const apiVersion = group === undefined ? 'v1' : `${group}/v1`;
  return { apiVersion, kind, metadata: { name, namespace: 'prod', labels: { app: 'web' } }, spec, ...rest };
}

const workload = (kind: string, spec: object, podSpec: object = {}, app = 'web'): KubeObject =>
  object(kind, `${kind}-${app}`, { template: { metadata: { labels: { app } }, spec: podSpec }, ...spec });
const service = (spec: object = {}, name = 'web'): KubeObject =>
  object('Service', name, { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }], ...spec });
const container = (fields: object): object => ({ containers: [{ name: 'app', ...fields }] });

describe('a single pod', () => {
  const backend = (name: string): object => ({ service: { name, port: { number: 80 } } });
  const ingress = object('Ingress', 'web', {
    defaultBackend: backend('web'),
    rules: [{ http: { paths: [{ backend: backend('web') }, { backend: backend('elsewhere') }] } }],
  });

  test.each([
    ['Deployment', 1],
    ['StatefulSet', undefined],
    ['ReplicaSet', 1],
    ['ReplicationController', 1],
  ])('of a %s with %s replicas is found once, however many routes lead to it', (kind, replicas) => {
    expect(found(SINGLE_POD, ingress, service(), workload(kind, { replicas }))).toEqual([
      `${kind}-web: spec.replicas '1'`,
    ]);
  });

  test('of a DaemonSet or a job is not counted, and none at all is meant', () => {
    expect(found(SINGLE_POD, ingress, service(), workload('DaemonSet', {}))).toEqual([]);
    expect(found(SINGLE_POD, ingress, service(), workload('Job', {}))).toEqual([]);
    expect(found(SINGLE_POD, ingress, service(), workload('Deployment', { replicas: 0 }))).toEqual([]);
  });

  test('is not alone beside one of another workload', () => {
    const two = [workload('Deployment', { replicas: 1 }), object('Pod', 'web', {})];
    expect(found(SINGLE_POD, ingress, service(), ...two)).toEqual([]);
    const none = workload('StatefulSet', { replicas: 0 });
    expect(found(SINGLE_POD, ingress, service(), object('Pod', 'web', {}), none)).toEqual(["web: kind 'Pod'"]);
  });

  test('is more with an autoscaler whose minimum is', () => {
    const autoscaler = (minReplicas: number): KubeObject =>
      object('HorizontalPodAutoscaler', 'web', {
        scaleTargetRef: { kind: 'Deployment', name: 'Deployment-web' },
        minReplicas,
        maxReplicas: 3,
      });
    const deployment = workload('Deployment', {});
    expect(found(SINGLE_POD, ingress, service(), deployment, autoscaler(2))).toEqual([]);
    expect(found(SINGLE_POD, ingress, service(), deployment, autoscaler(1))).toEqual([
      "Deployment-web: spec.replicas '1'",
    ]);
  });

  test('behind a Service that leads elsewhere is not known', () => {
    expect(found(SINGLE_POD, ingress, service({ selector: undefined }), object('Pod', 'web', {}))).toEqual([]);
  });
});

describe('readiness', () => {
  const ready = { readinessProbe: { httpGet: {} } };
  const deployment = (...containers: readonly object[]): KubeObject =>
    workload('Deployment', {}, { containers: containers.map((fields, i) => ({ name: `c${i}`, ...fields })) });
  const probe = (i: number): string =>
    `Deployment-web: spec.template.spec.containers['c${i}'].readinessProbe 'undefined'`;
  const declares = { ports: [{ containerPort: 8080 }] };

  test('is asked of the container that has the port, once', () => {
    expect(found(READINESS, service(), service({}, 'too'), deployment({}, declares))).toEqual([probe(1)]);
    expect(found(READINESS, service(), deployment({}, { ...declares, ...ready }))).toEqual([]);
    expect(found(READINESS, service(), deployment({}, { ...declares, startupProbe: {} }))).toEqual([]);
  });

  test('is asked of the only container where none declares the port, and else of none', () => {
    expect(found(READINESS, service(), deployment({}))).toEqual([probe(0)]);
    expect(found(READINESS, service(), deployment({}, {}))).toEqual([]);
    const udp = { ports: [{ containerPort: 8080, protocol: 'UDP' }] };
    expect(found(READINESS, service(), deployment({}, udp))).toEqual([]);
    expect(found(READINESS, service({ ports: [{ port: 80, targetPort: 'http' }] }), deployment({}, {}))).toEqual([]);
  });

  test('is asked of a sidecar that has the port, and not of what only runs at the start', () => {
    const containers = [{ name: 'app' }];
    const proxy = { name: 'proxy', ...declares, restartPolicy: 'Always' };
    const sidecar = workload('Deployment', {}, { containers, initContainers: [proxy] });
    expect(found(READINESS, service(), sidecar)).toEqual([
      "Deployment-web: spec.template.spec.initContainers['proxy'].readinessProbe 'undefined'",
    ]);
    const start = workload('Deployment', {}, { containers: [ready], initContainers: [{ name: 'i', ...declares }] });
    expect(found(READINESS, service(), start)).toEqual([]);
  });

  test('is not asked where a Service leads to pods ready or not, to none of its own, or to those of jobs', () => {
    expect(found(READINESS, service({ publishNotReadyAddresses: true }), deployment(declares))).toEqual([]);
    expect(found(READINESS, service({ type: 'ExternalName' }), deployment(declares))).toEqual([]);
    expect(found(READINESS, service(), workload('Job', {}, container(declares)))).toEqual([]);
  });
});

describe('images', () => {
  test.each(['app:1', 'localhost:5000/app:v1', 'app@sha256:00', 'app:latest@sha256:00', ''])(
    '%j has a version',
    (image) => {
      expect(found(IMAGE_TAG, object('Pod', 'web', container({ image })))).toEqual([]);
    },
  );

  test.each(['app', 'app:latest', 'localhost:5000/app', 'localhost:5000/app:latest'])('%j has no version', (image) => {
    expect(found(IMAGE_TAG, object('Pod', 'web', container({ image })))).toEqual([
      `web: spec.containers['app'].image '${image}'`,
    ]);
  });

  test('are those of containers for the start too, and need not be there', () => {
    const spec = {
      initContainers: [{ name: 'i', image: 'app' }],
      containers: [{ name: 'a' }, { name: 'b', image: 1 }],
    };
    expect(found(IMAGE_TAG, object('Pod', 'web', spec))).toEqual(["web: spec.initContainers['i'].image 'app'"]);
  });
});

describe('budgets', () => {
  const budget = (spec: object): KubeObject =>
    object('PodDisruptionBudget', 'budget', { selector: { matchLabels: { app: 'web' } }, ...spec });
  const isBlocked = (spec: object, ...pods: readonly KubeObject[]): boolean =>
    found(BLOCKED_DRAIN, budget(spec), ...pods).length > 0;
  const replicas = (count: number): KubeObject => workload('Deployment', { replicas: count });
  const bare = object('Pod', 'web', {});

  // as the controller of Kubernetes 1.36 counts them
  test.each([
    [{ minAvailable: 2 }, 3, false],
    [{ minAvailable: 3 }, 3, true],
    [{ minAvailable: '66%' }, 3, false],
    [{ minAvailable: '67%' }, 3, true],
    [{ minAvailable: '0%' }, 3, false],
    [{ maxUnavailable: 0 }, 3, true],
    [{ maxUnavailable: '0%' }, 3, true],
    [{ maxUnavailable: '1%' }, 3, false],
    [{ maxUnavailable: 5 }, 3, false],
    [{}, 3, true],
  ])('%j of %s replicas blocks a drain: %s', (spec, count, blocked) => {
    expect(isBlocked(spec, replicas(count))).toBe(blocked);
  });

  test.each([
    [{ minAvailable: 0 }, false],
    [{ minAvailable: 1 }, true],
    [{ minAvailable: '1%' }, true],
    [{ maxUnavailable: 1 }, true],
  ])('%j of a pod without a workload blocks a drain: %s', (spec, blocked) => {
    expect(isBlocked(spec, bare)).toBe(blocked);
  });

  test('of a pod and a workload is a share of the workload', () => {
    expect(isBlocked({ minAvailable: '100%' }, replicas(2), bare)).toBe(false);
    expect(isBlocked({ maxUnavailable: 0 }, replicas(2), bare)).toBe(false);
    expect(isBlocked({ minAvailable: 3 }, replicas(2), bare)).toBe(true);
  });

  test('of no pods, of those of a DaemonSet or a job, or without a selector is not judged', () => {
    expect(isBlocked({ maxUnavailable: 0 }, replicas(0))).toBe(false);
    expect(isBlocked({ maxUnavailable: 0 }, replicas(2), workload('DaemonSet', {}))).toBe(false);
    expect(isBlocked({ maxUnavailable: 0 }, workload('Job', {}))).toBe(false);
    expect(isBlocked({ maxUnavailable: 0, selector: undefined }, replicas(2))).toBe(false);
  });
});

describe('links to Services', () => {
  const db = (spec: object = {}): KubeObject => service({ selector: { app: 'db' }, ...spec }, 'orders-db');
  const program = (fields: object, spec: object = {}): KubeObject =>
    object('Pod', 'web', { ...container(fields), ...spec });
  const env = (...names: readonly string[]): object => ({ env: names.map((name) => ({ name })) });
  const LINKED = "web: spec.containers['app'].env 'ORDERS_DB_HOST'";

  test('set the port of what a program connects to, unless it sets it', () => {
    expect(found(LINKED_VARIABLES, db(), program(env('ORDERS_DB_HOST', 'ORDERS_DB_USER', '_HOST', 'HOST')))).toEqual([
      LINKED,
    ]);
    expect(found(LINKED_VARIABLES, db(), program(env('ORDERS_DB_HOST', 'ORDERS_DB_PORT')))).toEqual([]);
    expect(
      found(LINKED_VARIABLES, db(), program({ env: [{}, { name: 'ORDERS_DB_URL' }, { name: 'OTHER_HOST' }] })),
    ).toEqual([]);
  });

  test.each([{ clusterIP: 'None' }, { type: 'ExternalName' }])('are none of a Service with %j', (spec) => {
    expect(found(LINKED_VARIABLES, db(spec), program(env('ORDERS_DB_HOST')))).toEqual([]);
  });

  test('are none where pods want none, in other namespaces, and of the kinds of others', () => {
    expect(found(LINKED_VARIABLES, db(), program(env('ORDERS_DB_HOST'), { enableServiceLinks: false }))).toEqual([]);
    const elsewhere = { ...db(), metadata: { name: 'orders-db', namespace: 'dev' } };
    const foreign = { ...db(), apiVersion: 'serving.knative.dev/v1' };
    expect(found(LINKED_VARIABLES, elsewhere, foreign, program(env('ORDERS_DB_HOST')))).toEqual([]);
  });

  test('are not read by the pods of the Service itself', () => {
    expect(found(LINKED_VARIABLES, db({ selector: { app: 'web' } }), program(env('ORDERS_DB_HOST')))).toEqual([]);
    expect(found(LINKED_VARIABLES, db({ selector: undefined }), program(env('ORDERS_DB_HOST')))).toEqual([LINKED]);
  });

  test('give way to what comes from ConfigMaps and Secrets, if these are known', () => {
    const config = object('ConfigMap', 'config', {}, { data: { DB_HOST: 'x' } });
    const secret = object('Secret', 'secret', {}, { data: {}, stringData: { ORDERS_DB_PORT: '5432' } });
    const fromConfig = { configMapRef: { name: 'config' }, prefix: 'ORDERS_' };
    const fromSecret = { secretRef: { name: 'secret' } };
    const check = (...envFrom: readonly object[]): string[] =>
      found(LINKED_VARIABLES, db(), config, secret, program({ envFrom }));
    expect(check(fromConfig)).toEqual([LINKED]);
    expect(check(fromConfig, fromSecret)).toEqual([]);
    expect(check(fromConfig, { secretRef: { name: 'elsewhere' } }, {})).toEqual([]);
  });

  const many = (count: number): KubeObject[] => Array.from({ length: count }, (_, i) => service({}, `s${i}`));

  test('are too many where there are more than 300, which the namespace is told once', () => {
    const namespace = object('Namespace', 'prod', {});
    const pods = [object('Pod', 'first', {}), object('Pod', 'second', {})];
    expect(found(MANY_LINKS, namespace, ...many(300), ...pods)).toEqual([]);
    expect(found(MANY_LINKS, namespace, ...many(301), ...pods)).toEqual(["prod: number of Services '301'"]);
  });

  test("that are too many are the first pod's where others make the namespace", () => {
    const pods = [
      object('Pod', 'none', { enableServiceLinks: false }),
      object('Pod', 'first', {}),
      object('Pod', 'b', {}),
    ];
    expect(found(MANY_LINKS, ...many(301), ...pods)).toEqual(["first: number of Services '301'"]);
  });
});

describe('autoscaled replicas', () => {
  const autoscaler = (scaleTargetRef?: object): KubeObject =>
    object('HorizontalPodAutoscaler', 'web', { scaleTargetRef });

  test('are found of the workload that is scaled', () => {
    const target = autoscaler({ kind: 'StatefulSet', name: 'StatefulSet-web' });
    expect(found(AUTOSCALED_REPLICAS, target, workload('StatefulSet', { replicas: 2 }))).toEqual([
      "StatefulSet-web: spec.replicas '2'",
    ]);
    expect(found(AUTOSCALED_REPLICAS, target, workload('StatefulSet', { replicas: null }))).toEqual([]);
  });

  test('of what is not there are not known', () => {
    expect(found(AUTOSCALED_REPLICAS, autoscaler({ kind: 'Deployment', name: 'other' }), autoscaler())).toEqual([]);
    expect(found(AUTOSCALED_REPLICAS, autoscaler({}), autoscaler({ kind: 'Deployment' }))).toEqual([]);
  });
});

describe('volumes that are on one node at a time', () => {
  const claim = (accessModes: unknown): KubeObject => object('PersistentVolumeClaim', 'data', { accessModes });
  const podSpec = { volumes: [{}, { persistentVolumeClaim: {} }, { persistentVolumeClaim: { claimName: 'data' } }] };
  const deployment = (strategy?: object): KubeObject => workload('Deployment', { strategy }, podSpec);
  const FOUND = ["Deployment-web: spec.strategy.type 'RollingUpdate'"];

  test.each([
    [['ReadWriteOnce'], FOUND],
    [['ReadWriteOncePod', 'ReadWriteOnce'], FOUND],
    [['ReadWriteOnce', 'ReadOnlyMany'], []],
    [[], []],
    ['ReadWriteOnce', []],
  ])('are those with the access modes %j', (accessModes, expected) => {
    expect(found(EXCLUSIVE_VOLUME, claim(accessModes), deployment())).toEqual(expected);
  });

  test.each([
    [{ rollingUpdate: { maxSurge: 1 } }, FOUND],
    [{ type: 'RollingUpdate', rollingUpdate: {} }, FOUND],
    [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: '0%' } }, []],
    [{ rollingUpdate: { maxSurge: 0 } }, []],
    [{ type: 'Recreate' }, []],
  ])('are left first with the strategy %j', (strategy, expected) => {
    expect(found(EXCLUSIVE_VOLUME, claim(['ReadWriteOnce']), deployment(strategy))).toEqual(expected);
  });

  test('of others, and of a StatefulSet, are no matter', () => {
    expect(found(EXCLUSIVE_VOLUME, deployment())).toEqual([]);
    expect(found(EXCLUSIVE_VOLUME, claim(['ReadWriteOnce']), workload('StatefulSet', {}, podSpec))).toEqual([]);
  });
});
