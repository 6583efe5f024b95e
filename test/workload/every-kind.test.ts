import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Health, MarPodProps } from '../../lib';
import { LIMITS, newCluster } from '../support/instance';
import { expectRefusal, frozen, Manifest } from '../support/manifest';
import { containerIn, KINDS, templateOf } from './fixture';

/** The security context of every container. */
const CLOSED: [string, unknown][] = [
  ['runAsNonRoot', true],
  ['privileged', false],
  ['allowPrivilegeEscalation', false],
  ['readOnlyRootFilesystem', true],
  ['capabilities', { drop: ['ALL'] }],
];

describe.each(KINDS)('without a word of the user, a pod of %s', (_, { create }) => {
  const pod = () => create(newCluster(), 'api');
  const spec = (): Manifest => templateOf(pod()).spec;

  test.each([
    ['runAsNonRoot', true],
    ['runAsUser', 65532],
    ['runAsGroup', 65532],
    ['fsGroup', 65532],
    ['fsGroupChangePolicy', 'OnRootMismatch'],
    ['seccompProfile', { type: 'RuntimeDefault' }],
  ])('has %s %j in its security context', (field, value) => {
    expect(spec().securityContext[field]).toEqual(value);
  });

  test.each(CLOSED)('has %s %j in the security context of its container', (field, value) => {
    expect(containerIn(pod()).securityContext[field]).toEqual(value);
  });

  test('can write to 100 MiB at /tmp and nowhere else', () => {
    expect(spec().volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '100Mi' } }]);
    expect(containerIn(pod()).volumeMounts).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
  });

  test('requests all of its limits, so that it is of the class Guaranteed', () => {
    const amounts = { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' };
    expect(containerIn(pod()).resources).toEqual({ limits: amounts, requests: amounts });
  });

  test('has the service account that all share, and no token of it', () => {
    expect(spec()).toMatchObject({ serviceAccountName: 'instances', automountServiceAccountToken: false });
  });

  test.each(['hostNetwork', 'hostPID', 'hostIPC'])('has no %s, so it does not share the node', (field) => {
    expect(spec()).not.toHaveProperty(field);
  });
});

describe.each(KINDS)('a pod of %s takes the shared props: it', (_, { create }) => {
  const shown = (props: Partial<MarPodProps>) => create(newCluster(), 'api', frozen(props));

  test('has environment variables', () => {
    const env = { MODE: kplus.EnvValue.fromValue('fast') };
    expect(containerIn(shown({ env })).env).toEqual([{ name: 'MODE', value: 'fast' }]);
  });

  test('has writable paths beside /tmp', () => {
    const pod = shown({ writablePaths: { '/var/cache': Size.mebibytes(10) } });
    expect(templateOf(pod).spec.volumes).toContainEqual({ name: 'var-cache', emptyDir: { sizeLimit: '10Mi' } });
    expect(containerIn(pod).volumeMounts).toContainEqual({ name: 'var-cache', mountPath: '/var/cache' });
  });

  test('has the ids and capabilities that security gives it', () => {
    const pod = shown({ security: { user: 20000, addCapabilities: [kplus.Capability.NET_BIND_SERVICE] } });
    const ids = { runAsUser: 20000, runAsGroup: 20000, fsGroup: 20000 };
    expect(templateOf(pod).spec.securityContext).toMatchObject(ids);
    expect(containerIn(pod).securityContext.capabilities).toEqual({ drop: ['ALL'], add: ['NET_BIND_SERVICE'] });
  });

  test('declares its ports', () => {
    const ports = [{ name: 'dns', number: 1053, protocol: kplus.Protocol.UDP }];
    expect(containerIn(shown({ ports })).ports).toEqual([
      { name: 'main', containerPort: 5000 },
      { name: 'dns', containerPort: 1053, protocol: 'UDP' },
    ]);
  });

  test.each([['startup'], ['readiness'], ['liveness']])('has a %s probe', (probe) => {
    const container = containerIn(shown({ [probe]: Health.http('/probe') }));
    expect(container[`${probe}Probe`].httpGet).toEqual({ path: '/probe', port: 5000, scheme: 'HTTP' });
  });

  test('has labels and annotations', () => {
    const { metadata } = templateOf(shown({ labels: { tier: 'web' }, annotations: { note: 'any text' } }));
    expect(metadata).toMatchObject({ labels: { tier: 'web', app: 'mar' }, annotations: { note: 'any text' } });
  });

  test('has a service account of its own, and its token', () => {
    const cluster = newCluster();
    const own = create(cluster, 'api', { serviceAccount: cluster.addServiceAccount('operator') });
    const account = { serviceAccountName: 'operator', automountServiceAccountToken: true };
    expect(templateOf(own).spec).toMatchObject(account);
  });
});

describe.each(KINDS)('a further container of %s', (_, { create }) => {
  const sidecar = frozen({ name: 'proxy', image: 'proxy:1', resources: LIMITS });

  test.each(CLOSED)('has %s %j in its security context', (field, value) => {
    const pod = create(newCluster(), 'api');
    pod.addContainer(sidecar);
    expect(containerIn(pod, 'proxy').securityContext[field]).toEqual(value);
  });

  test.each(CLOSED)('that runs first has %s %j in its security context', (field, value) => {
    const pod = create(newCluster(), 'api');
    pod.addInitContainer(sidecar);
    expect(templateOf(pod).spec.initContainers).toHaveLength(1);
    expect(containerIn(pod, 'proxy').securityContext[field]).toEqual(value);
  });

  test('fails when it was made elsewhere, as it is not hardened', () => {
    const cluster = newCluster();
    const pod = create(cluster, 'api');
    const made = new kplus.Container({ name: 'evil', image: 'evil:1' });
    expectRefusal(
      cluster,
      () => {
        pod.attachContainer(made);
      },
      "[prod/api] container must be made by the instance, got 'evil': use addContainer",
    );
    expect(templateOf(pod).spec.containers).toHaveLength(1);
  });
});
