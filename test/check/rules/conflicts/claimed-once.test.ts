import { AUTOSCALERS } from '../../../../lib/check/rules/conflicts/autoscalers';
import { EXCLUSIVE_CLAIMS } from '../../../../lib/check/rules/conflicts/exclusive-claims';
import { HOSTS } from '../../../../lib/check/rules/conflicts/hosts';
import { NODE_PORTS } from '../../../../lib/check/rules/conflicts/node-ports';
import { KubeObject } from '../../../../lib/kube/objects';
import { foundOf, messages } from '../found';
import { named, object, service, workload } from '../objects';

describe('a host and path', () => {
  const ingress = (name: string, host: string | undefined, path: object, spec: object = {}): KubeObject =>
    named('Ingress', name, { rules: [{ host, http: { paths: [{ pathType: 'Prefix', ...path }] } }], ...spec });
  const shop = ingress('shop', 'example.com', { path: '/a' });

  test.each([
    ['the same', ingress('two', 'example.com', { path: '/a' })],
    ['one with a slash at its end', ingress('two', 'example.com', { path: '/a//' })],
  ])('is not led to two places: %s', (_, other) => {
    expect(foundOf(HOSTS, shop, other)).toHaveLength(1);
    expect(foundOf(HOSTS, other, shop)).toHaveLength(1);
  });

  test.each([
    ['another host', ingress('two', 'www.example.com', { path: '/a' })],
    ['any host', ingress('two', undefined, { path: '/a' })],
    ['another path', ingress('two', 'example.com', { path: '/ab' })],
    ['the path of all', ingress('two', 'example.com', { path: '/' })],
    ['the exact path', ingress('two', 'example.com', { path: '/a', pathType: 'Exact' })],
    ['another class', ingress('two', 'example.com', { path: '/a' }, { ingressClassName: 'other' })],
    ['no paths', named('Ingress', 'two', { rules: [{ host: 'example.com' }, { http: {} }] })],
    ['a default only', named('Ingress', 'two', { defaultBackend: {} })],
  ])('is another one with %s', (_, other) => {
    expect(foundOf(HOSTS, shop, other)).toEqual([]);
  });

  test('is all of them where an Ingress says neither', () => {
    const [one, two] = [ingress('one', undefined, {}), ingress('two', undefined, { path: '/' })];
    expect(foundOf(HOSTS, one, two)).toEqual(["two: spec.rules[0].http.paths[0] '/'"]);
  });

  test('may not be there twice in one Ingress, nor in another namespace', () => {
    const paths = [{ path: '/a' }, { path: '/a' }];
    expect(foundOf(HOSTS, named('Ingress', 'web', { rules: [{ http: { paths } }] }))).toEqual([
      "web: spec.rules[0].http.paths[1] '/a'",
    ]);
    const { rules } = shop.spec as { rules: object[] };
    const elsewhere = object('networking.k8s.io/v1', 'Ingress', { spec: { rules } }, { namespace: 'dev' });
    expect(messages(HOSTS, shop, elsewhere)).toEqual([
      "spec.rules[0].http.paths[0] must lead to one place alone, as Ingress 'shop' of namespace 'prod' leads there too, got 'example.com/a': choose another host or path, or use one Ingress",
    ]);
  });
});

// as the allocator of the API server of Kubernetes 1.36 gives them out
describe('a port of the nodes', () => {
  const ports = (name: string, ...list: readonly object[]): KubeObject => service({ ports: list }, name);
  const udp = { protocol: 'UDP' };

  test.each([
    ['another port', [ports('one', { port: 80, nodePort: 30000 }), ports('two', { port: 80, nodePort: 30001 })], []],
    ['none', [ports('one', { port: 80, nodePort: 0 }), ports('two', { port: 80 }), ports('three', { nodePort: 0 })], []],
    ['the same', [ports('one', { port: 80, nodePort: 30000 }), ports('two', { port: 81, nodePort: 30000 })], ["two: spec.ports['81'].nodePort '30000'"]],
    ['the same for another protocol', [ports('one', { nodePort: 30000 }), ports('two', { name: 'dns', nodePort: 30000, ...udp })], ["two: spec.ports['dns'].nodePort '30000'"]],
    ['the same for two protocols of one port', [ports('one', { name: 'a', port: 53, nodePort: 30000 }, { name: 'b', port: 53, nodePort: 30000, ...udp })], []],
    ['the same for two ports of one Service', [ports('one', { name: 'a', port: 53, nodePort: 30000 }, { name: 'b', port: 54, nodePort: 30000, ...udp })], ["one: spec.ports['b'].nodePort '30000'"]],
    ['the same three times', ['one', 'two', 'three'].map((name) => ports(name, { name: 'a', nodePort: 30000 })), ["two: spec.ports['a'].nodePort '30000'", "three: spec.ports['a'].nodePort '30000'"]],
  ])('is given to one Service: %s', (_, services, expected) => {
    expect(foundOf(NODE_PORTS, ...services)).toEqual(expected);
  }); // prettier-ignore
});

describe('a workload', () => {
  const scaler = (name: string, scaleTargetRef?: object, metadata: object = {}): KubeObject =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef } }, { name, ...metadata });
  const web = { kind: 'Deployment', name: 'web' };

  test('has one autoscaler', () => {
    expect(foundOf(AUTOSCALERS, scaler('one', web), scaler('two', web), scaler('three', web))).toEqual([
      "two: spec.scaleTargetRef 'Deployment 'web''",
      "three: spec.scaleTargetRef 'Deployment 'web''",
    ]);
  });

  test('of another kind, name or namespace is another one, and none is none', () => {
    const others = [
      scaler('two', { kind: 'StatefulSet', name: 'web' }),
      scaler('three', { kind: 'Deployment', name: 'api' }),
      scaler('four', web, { namespace: 'dev' }),
      scaler('five'),
      scaler('six', {}),
    ];
    expect(foundOf(AUTOSCALERS, scaler('one', web), ...others)).toEqual([]);
  });
});

describe('a claim for one pod alone', () => {
  const claim = (...accessModes: readonly string[]): KubeObject =>
    named('PersistentVolumeClaim', 'data', { accessModes });
  const volume = { persistentVolumeClaim: { claimName: 'data' } };
  const mounting = (kind: string, spec: object = {}): KubeObject => workload(kind, spec, { volumes: [volume, volume] });
  const alone = claim('ReadWriteOncePod');

  test.each([
    ['no pod', alone, [], []],
    ['one pod, twice', alone, [mounting('Deployment', { replicas: 1 })], []],
    ['two pods of a workload', alone, [mounting('Deployment', { replicas: 2 })], ["data: spec.accessModes 'ReadWriteOncePod'"]],
    ['two workloads', alone, [mounting('Deployment', { replicas: 1 }), mounting('StatefulSet')], ["data: spec.accessModes 'ReadWriteOncePod'"]],
    ['workloads of no pods', alone, [mounting('Deployment', { replicas: 0 }), mounting('StatefulSet')], []],
    ['two pods, of a claim for one node', claim('ReadWriteOnce'), [mounting('Deployment', { replicas: 2 })], []],
    ['two pods, of a claim without modes', claim(), [mounting('Deployment', { replicas: 2 })], []],
    ['two pods of another namespace', alone, [{ ...mounting('Deployment', { replicas: 2 }), metadata: { name: 'web', namespace: 'dev' } }], []],
  ])('is mounted by one: %s', (_, one, workloads, expected) => {
    expect(foundOf(EXCLUSIVE_CLAIMS, one, ...workloads)).toEqual(expected);
  }); // prettier-ignore
});
