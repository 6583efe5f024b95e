import { Port } from '../../lib';
import { newCluster } from '../support/instance';
import { all, expectRefusal, only } from '../support/manifest';
import { containerIn, KINDS, MANY, templateOf } from './fixture';

/** Each kind beside the one after it. */
const PAIRS = KINDS.map(([name, kind], i) => {
  const [otherName, other] = KINDS[(i + 1) % KINDS.length] ?? [name, kind];
  return [name, otherName, kind, other] as const;
});

describe.each(PAIRS)('traffic between %s and %s', (_, __, { create, label }, other) => {
  const ports = [{ port: 5000, protocol: 'TCP' }];
  const seen = { podSelector: { matchLabels: { [label]: 'api' } } };
  const otherSeen = { podSelector: { matchLabels: { [other.label]: 'other' } } };
  const spec = (cluster: ReturnType<typeof newCluster>, name: string) => only(cluster, 'NetworkPolicy', name).spec;

  test('that is allowed to the one is opened on both sides', () => {
    const cluster = newCluster();
    create(cluster, 'api').allowFrom(other.create(cluster, 'other'));
    expect(spec(cluster, 'api-traffic')).toMatchObject({ ...seen, ingress: [{ from: [otherSeen], ports }] });
    expect(spec(cluster, 'other-traffic')).toMatchObject({ ...otherSeen, egress: [{ to: [seen], ports }] });
  });

  test('that is allowed to the other is opened on both sides', () => {
    const cluster = newCluster();
    create(cluster, 'api').allowTo(other.create(cluster, 'other'), Port.tcp(5000));
    expect(spec(cluster, 'api-traffic')).toMatchObject({ ...seen, egress: [{ to: [otherSeen], ports }] });
    expect(spec(cluster, 'other-traffic')).toMatchObject({ ...otherSeen, ingress: [{ from: [seen], ports }] });
  });
});

describe.each(KINDS)('attached to %s,', (_, { create, label }) => {
  test('a Service has its name and its ports', () => {
    const cluster = newCluster();
    const service = create(cluster, 'api').exposeViaService();
    expect(service.dnsName).toBe('api.prod.svc.cluster.local');
    expect(only(cluster, 'Service', 'api').spec.ports).toEqual([{ name: 'main', port: 5000, targetPort: 5000 }]);
  });

  test('an Ingress leads to a Service of its name', () => {
    const cluster = newCluster();
    create(cluster, 'api').exposeViaIngress('api.example.com');
    const [rule] = only(cluster, 'Ingress', 'api').spec.rules;
    expect(rule.host).toBe('api.example.com');
    expect(rule.http.paths[0].backend).toEqual({ service: { name: 'api', port: { number: 5000 } } });
    expect(only(cluster, 'Service', 'api').spec.selector).toEqual({ [label]: 'api' });
  });

  test('an Ingress opens the way of its controller to the port, and nothing else', () => {
    const cluster = newCluster();
    create(cluster, 'api').exposeViaIngress('api.example.com');
    const { policyTypes, ingress } = only(cluster, 'NetworkPolicy', 'api-traffic').spec;
    expect(policyTypes).toEqual(['Ingress']);
    expect(ingress).toHaveLength(1);
    expect(ingress[0].from[0].namespaceSelector.matchLabels).toEqual({
      'kubernetes.io/metadata.name': 'ingress-nginx',
    });
    expect(ingress[0].ports).toEqual([{ port: 5000, protocol: 'TCP' }]);
  });

  test('a claim that exists is mounted', () => {
    const pod = create(newCluster(), 'api');
    pod.mountClaim('/old', 'legacy', { readOnly: true });
    const source = { claimName: 'legacy', readOnly: true };
    expect(templateOf(pod).spec.volumes).toContainEqual({ name: 'legacy', persistentVolumeClaim: source });
    expect(containerIn(pod).volumeMounts).toContainEqual({ name: 'legacy', mountPath: '/old', readOnly: true });
  });

  test('a role is granted to its own service account', () => {
    const cluster = newCluster();
    const pod = create(cluster, 'api', { serviceAccount: cluster.addServiceAccount('operator') });
    const account = { kind: 'ServiceAccount', name: 'operator', namespace: 'prod' };
    expect(pod.toSubjectConfiguration()).toMatchObject(account);
  });

  test('fails when a role is granted to the service account that all share', () => {
    const cluster = newCluster();
    const pod = create(cluster, 'api');
    expectRefusal(
      cluster,
      () => pod.toSubjectConfiguration(),
      "[prod/api] serviceAccount must be its own for a role to be granted to it, got '': give the instance one with " +
        'cluster.addServiceAccount',
    );
  });
});

const sharing = KINDS.filter(([name]) => name !== 'MarStatefulSet');

test.each(sharing)('all pods of %s share one claim for storage that several can mount', (_, { create }) => {
  const cluster = newCluster();
  const pod = create(cluster, 'api');
  expect(pod.addStorage('/var/data', MANY).name).toBe('api-data');
  expect(all(cluster, 'PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual(['api-data']);
  const source = { claimName: 'api-data' };
  expect(templateOf(pod).spec.volumes).toContainEqual({ name: 'api-data', persistentVolumeClaim: source });
  expect(containerIn(pod).volumeMounts).toContainEqual({ name: 'api-data', mountPath: '/var/data' });
});
