import { KubeObject } from '../../../../lib/kube/objects';
import { READINESS } from '../../../../lib/check/rules/practice/readiness';
import { SINGLE_POD } from '../../../../lib/check/rules/practice/single-pod';
import { foundOf } from '../found';
import { containing, named, service, workload } from '../objects';

describe('a single pod', () => {
  const backend = (name: string): object => ({ service: { name, port: { number: 80 } } });
  const ingress = named('Ingress', 'web', {
    defaultBackend: backend('web'),
    rules: [{ http: { paths: [{ backend: backend('web') }, { backend: backend('elsewhere') }] } }],
  });

  test.each([
    ['Deployment', 1],
    ['StatefulSet', undefined],
    ['ReplicaSet', 1],
    ['ReplicationController', 1],
  ])('of a %s with %s replicas is found once, however many routes lead to it', (kind, replicas) => {
    expect(foundOf(SINGLE_POD, ingress, service(), workload(kind, { replicas }))).toEqual([
      `${kind}-web: spec.replicas '1'`,
    ]);
  });

  test('of a DaemonSet or a job is not counted, and none at all is meant', () => {
    expect(foundOf(SINGLE_POD, ingress, service(), workload('DaemonSet', {}))).toEqual([]);
    expect(foundOf(SINGLE_POD, ingress, service(), workload('Job', {}))).toEqual([]);
    expect(foundOf(SINGLE_POD, ingress, service(), workload('Deployment', { replicas: 0 }))).toEqual([]);
  });

  test('is not alone beside one of another workload', () => {
    const two = [workload('Deployment', { replicas: 1 }), named('Pod', 'web', {})];
    expect(foundOf(SINGLE_POD, ingress, service(), ...two)).toEqual([]);
    const none = workload('StatefulSet', { replicas: 0 });
    expect(foundOf(SINGLE_POD, ingress, service(), named('Pod', 'web', {}), none)).toEqual(["web: kind 'Pod'"]);
  });

  test('is more with an autoscaler whose minimum is', () => {
    const autoscaler = (minReplicas: number): KubeObject =>
      named('HorizontalPodAutoscaler', 'web', {
        scaleTargetRef: { kind: 'Deployment', name: 'Deployment-web' },
        minReplicas,
        maxReplicas: 3,
      });
    const deployment = workload('Deployment', {});
    expect(foundOf(SINGLE_POD, ingress, service(), deployment, autoscaler(2))).toEqual([]);
    expect(foundOf(SINGLE_POD, ingress, service(), deployment, autoscaler(1))).toEqual([
      "Deployment-web: spec.replicas '1'",
    ]);
  });

  test('behind a Service that leads elsewhere is not known', () => {
    expect(foundOf(SINGLE_POD, ingress, service({ selector: undefined }), named('Pod', 'web', {}))).toEqual([]);
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
    expect(foundOf(READINESS, service(), service({}, 'too'), deployment({}, declares))).toEqual([probe(1)]);
    expect(foundOf(READINESS, service(), deployment({}, { ...declares, ...ready }))).toEqual([]);
    expect(foundOf(READINESS, service(), deployment({}, { ...declares, startupProbe: {} }))).toEqual([]);
  });

  test('is asked of the only container where none declares the port, and else of none', () => {
    expect(foundOf(READINESS, service(), deployment({}))).toEqual([probe(0)]);
    expect(foundOf(READINESS, service(), deployment({}, {}))).toEqual([]);
    const udp = { ports: [{ containerPort: 8080, protocol: 'UDP' }] };
    expect(foundOf(READINESS, service(), deployment({}, udp))).toEqual([]);
    expect(foundOf(READINESS, service({ ports: [{ port: 80, targetPort: 'http' }] }), deployment({}, {}))).toEqual([]);
  });

  test('is asked of a sidecar that has the port, and not of what only runs at the start', () => {
    const containers = [{ name: 'app' }];
    const proxy = { name: 'proxy', ...declares, restartPolicy: 'Always' };
    const sidecar = workload('Deployment', {}, { containers, initContainers: [proxy] });
    expect(foundOf(READINESS, service(), sidecar)).toEqual([
      "Deployment-web: spec.template.spec.initContainers['proxy'].readinessProbe 'undefined'",
    ]);
    const start = workload('Deployment', {}, { containers: [ready], initContainers: [{ name: 'i', ...declares }] });
    expect(foundOf(READINESS, service(), start)).toEqual([]);
  });

  test('is not asked where a Service leads to pods ready or not, to none of its own, or to those of jobs', () => {
    expect(foundOf(READINESS, service({ publishNotReadyAddresses: true }), deployment(declares))).toEqual([]);
    expect(foundOf(READINESS, service({ type: 'ExternalName' }), deployment(declares))).toEqual([]);
    expect(foundOf(READINESS, service(), workload('Job', {}, containing(declares)))).toEqual([]);
  });
});
