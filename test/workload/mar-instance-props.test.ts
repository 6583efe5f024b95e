import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Health, MarInstance, MarInstanceProps, MarProfile } from '../../lib/index';
import { containerOf, FAILING_NODES, newCluster, podOf } from '../support/instance';
import { frozen, Manifest } from '../support/manifest';

/** An instance that says everything there is to say. */
function everything(): MarInstance {
  const cluster = newCluster();
  const map = kplus.ConfigMap.fromConfigMapName(cluster, 'Settings', 'settings');
  const props: Required<MarInstanceProps> = {
    instanceId: 'mar-i-92a1',
    image: 'registry.example.com/orders:1.4.2',
    cpu: kplus.Cpu.units(2),
    memory: Size.gibibytes(4),
    ephemeralStorage: Size.mebibytes(500),
    requests: { cpu: kplus.Cpu.millis(500), memory: Size.gibibytes(1), ephemeralStorage: Size.mebibytes(100) },
    imagePullPolicy: kplus.ImagePullPolicy.NEVER,
    command: ['/bin/orders'],
    args: ['--verbose'],
    workingDir: '/srv',
    env: { A: kplus.EnvValue.fromValue('1') },
    envFrom: [new kplus.EnvFrom(map)],
    serviceLinks: false,
    port: 5000,
    ports: [{ name: 'metrics', number: 9100, protocol: kplus.Protocol.UDP }],
    health: Health.tcp(),
    startup: Health.http('/startup'),
    readiness: Health.http('/readiness'),
    liveness: Health.http('/liveness'),
    lifecycle: { preStop: kplus.Handler.fromCommand(['/bin/stop']), postStart: kplus.Handler.fromCommand(['/bin/go']) },
    writablePaths: { '/cache': Size.mebibytes(10) },
    security: { user: 20000 },
    serviceAccount: cluster.addServiceAccount('orders'),
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [kplus.NodeTaintQuery.is('dedicated', 'web')],
    profile: new MarProfile({ name: 'standard', version: '1.2', env: { B: kplus.EnvValue.fromValue('2') } }),
    topologySpread: [{ topology: kplus.Topology.ZONE, labels: { tier: 'web' } }],
    priorityClassName: 'high',
    runtimeClassName: 'sandbox',
    restartPolicy: kplus.RestartPolicy.ON_FAILURE,
    terminationGracePeriod: Duration.minutes(1),
    labels: { tier: 'web' },
    annotations: { note: 'any text' },
  }; // prettier-ignore
  return new MarInstance(cluster, 'Orders', frozen(props));
}

test('every prop of an instance that is about the pod is at its place', () => {
  const { metadata, spec } = podOf(everything());
  expect(metadata).toMatchObject({
    name: 'mar-i-92a1',
    labels: { tier: 'web', 'profile/standard': '1.2' },
    annotations: { note: 'any text' },
  });
  expect(spec).toMatchObject({
    enableServiceLinks: false,
    serviceAccountName: 'orders',
    automountServiceAccountToken: true,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'web' }, ...FAILING_NODES],
    topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
    priorityClassName: 'high',
    runtimeClassName: 'sandbox',
    restartPolicy: 'OnFailure',
    terminationGracePeriodSeconds: 60,
    securityContext: { runAsUser: 20000 },
  });
  expect(spec.volumes).toContainEqual({ name: 'cache', emptyDir: { sizeLimit: '10Mi' } });
});

test('every prop of an instance that is about the program is at its place', () => {
  expect(containerOf(everything())).toMatchObject({
    name: 'app',
    image: 'registry.example.com/orders:1.4.2',
    imagePullPolicy: 'Never',
    command: ['/bin/orders'],
    args: ['--verbose'],
    workingDir: '/srv',
    env: [
      { name: 'B', value: '2' },
      { name: 'A', value: '1' },
    ],
    envFrom: [{ configMapRef: { name: 'settings' } }],
    ports: [
      { name: 'main', containerPort: 5000 },
      { name: 'metrics', containerPort: 9100, protocol: 'UDP' },
    ],
    resources: {
      limits: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '500Mi' },
      requests: { cpu: '500m', memory: '1Gi', 'ephemeral-storage': '100Mi' },
    },
    startupProbe: { httpGet: { path: '/startup' } },
    readinessProbe: { httpGet: { path: '/readiness' } },
    livenessProbe: { httpGet: { path: '/liveness' } },
    lifecycle: { preStop: { exec: { command: ['/bin/stop'] } }, postStart: { exec: { command: ['/bin/go'] } } },
  });
  expect(containerOf(everything()).volumeMounts).toContainEqual({ name: 'cache', mountPath: '/cache' });
});

test.each(['command', 'args', 'workingDir', 'env', 'envFrom', 'lifecycle'])('%s is left to the image', (field) => {
  const small = { image: 'orders:1', cpu: kplus.Cpu.units(1), memory: Size.gibibytes(1) };
  const container: Manifest = containerOf(new MarInstance(newCluster(), 'api', frozen(small)));
  expect(container).not.toHaveProperty(field);
});

test('arrays of props are copied, so a change of them comes too late', () => {
  const props = { command: ['/bin/orders'], args: ['-v'] };
  const small = { image: 'orders:1', cpu: kplus.Cpu.units(1), memory: Size.gibibytes(1) };
  const instance = new MarInstance(newCluster(), 'api', { ...small, ...props });
  props.command.push('evil');
  props.args.push('evil');
  expect(containerOf(instance)).toMatchObject({ command: ['/bin/orders'], args: ['-v'] });
});
