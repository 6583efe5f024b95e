import { ApiObject, App, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Isolation, MarCluster, MarDeployment, MarInstance, MarRegion, Peer, Port, TrafficMatrix } from '../../lib';
import { SMALL } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';

/** The cluster `prod`, all open, with instances. */
function openCluster(...ids: string[]): MarCluster {
  const prod = new MarCluster(testApp(), 'prod', { isolation: Isolation.OPEN });
  for (const id of ids) new MarInstance(prod, id, SMALL);
  return prod;
}

/** The Deployment `prod/web`, which listens at two ports, with a policy of the user's own and no other. */
function underPolicy(spec: object, cluster: Chart = openCluster()): Chart {
  new MarDeployment(cluster, 'web', { ...SMALL, replicas: 1, port: 8080, ports: [{ name: 'metrics', number: 9090 }] });
  const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { podSelector: {}, ...spec } };
  new ApiObject(cluster, 'Policy', policy);
  return cluster;
}

const linesOf = (cluster: Chart): string[] =>
  TrafficMatrix.of(cluster).paths.map(({ from, to, ports }) => `${from} > ${to}: ${ports}`);

/** What a policy for what comes in says of the Deployment, beside what goes out, which is open. */
const letIn = (rule: object): string[] =>
  linesOf(underPolicy({ policyTypes: ['Ingress'], ingress: [rule] })).filter((line) => line.includes('> prod/web'));
const letOut = (rule: object): string[] =>
  linesOf(underPolicy({ policyTypes: ['Egress'], egress: [rule] })).filter((line) => line.startsWith('prod/web >'));

const app = (labels: Record<string, string>): object => ({ matchLabels: labels });
const TCP = { protocol: 'TCP' };

test('a cluster whose instances talk to a few says so, pod by pod', () => {
  const app = testApp();
  const prod = new MarCluster(app, 'prod', { isolation: Isolation.PRIVATE });
  const db = new MarInstance(prod, 'db', { ...SMALL, port: 5432 });
  const api = new MarDeployment(prod, 'api', { ...SMALL, replicas: 1, port: 5000 });
  db.allowFrom(api);
  api.allowTo(Peer.internet(), Port.tcp(443));
  api.allowTo(Peer.cidr('10.0.0.0/8', { except: ['10.1.0.0/16'] }), Port.udp(514), Port.tcpRange(8000, 8100));
  prod.allowFrom(Peer.namespaces({ team: 'monitoring' }), Port.tcp(9090));
  expect(TrafficMatrix.of(prod).toString()).toBe(
    [
      'FROM                  TO                               PORTS',
      '[team=monitoring]/*   prod/*                           9090/TCP',
      'prod/*                kube-system/[k8s-app=kube-dns]   53/TCP, 53/UDP',
      'prod/api              10.0.0.0/8 except 10.1.0.0/16    8000-8100/TCP, 514/UDP',
      'prod/api              internet (IPv4)                  443/TCP',
      'prod/api              internet (IPv6)                  443/TCP',
      'prod/api              prod/db                          5432/TCP',
      '',
    ].join('\n'),
  );
});

test('an instance says who talks to it and to whom it talks, and nothing of others', () => {
  const prod = new MarCluster(testApp(), 'prod', { isolation: Isolation.PRIVATE });
  const add = (id: string): MarInstance => new MarInstance(prod, id, { ...SMALL, port: 80 });
  const [web, api, db] = [add('web'), add('api'), add('db')];
  api.allowFrom(web);
  db.allowFrom(api);
  expect(TrafficMatrix.of(db).paths.filter(({ from }) => from !== 'prod/db')).toEqual([
    { from: 'prod/api', to: 'prod/db', ports: '80/TCP' },
  ]);
});

describe('all pods of a namespace', () => {
  test('are said as one if there are several', () => {
    expect(TrafficMatrix.of(openCluster('a', 'b', 'c')).toString()).toBe(
      [
        'FROM     TO       PORTS',
        'anyone   prod/*   every port',
        'prod/*   anyone   every port',
        'prod/*   prod/*   every port',
        '',
      ].join('\n'),
    );
  });

  test('are called by their names if there are two or less who could ask', () => {
    const prod = openCluster('a', 'b');
    expect(TrafficMatrix.of(prod).toString()).toContain('\nprod/a   prod/b   every port\n');
  });

  test('are not said as one if one of them is left out', () => {
    const prod = openCluster('a', 'b', 'c');
    const podSelector = { matchExpressions: [{ key: 'instance-id', operator: 'In', values: ['c'] }] };
    new k8s.KubeNetworkPolicy(prod, 'Closed', { spec: { podSelector, policyTypes: ['Ingress'] } });
    const text = TrafficMatrix.of(prod).toString();
    expect(text).toContain('\nprod/a   prod/b   every port\n');
    expect(text).not.toMatch(/ prod\/c /);
  });
});

test.each<[who: string, peer: object]>([
  ['10.0.0.0/8', { ipBlock: { cidr: '10.0.0.0/8' } }],
  ['elsewhere/*', { namespaceSelector: app({ 'kubernetes.io/metadata.name': 'elsewhere' }) }],
  ['*/*', { namespaceSelector: {} }],
  ['*/[app=db,tier=back]', { namespaceSelector: {}, podSelector: app({ app: 'db', tier: 'back' }) }],
  ['[env,!old]/*', { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'Exists' }, { key: 'old', operator: 'DoesNotExist' }] } }],
  ['[env notin (dev,qa)]/*', { namespaceSelector: { matchExpressions: [{ key: 'env', operator: 'NotIn', values: ['dev', 'qa'] }] } }],
  ['elsewhere[env=dev]/*', { namespaceSelector: app({ 'kubernetes.io/metadata.name': 'elsewhere', env: 'dev' }) }],
])('a peer outside is called %s', (who, peer) => {
  expect(letIn({ from: [peer] })).toContain(`${who} > prod/web: every port`);
}); // prettier-ignore

test('pods of a cluster that the app makes are all known, so that nobody else is called by their labels', () => {
  expect(letIn({ from: [{ podSelector: app({ some: 'other' }) }] })).toEqual([]);
  expect(letIn({ from: [{ podSelector: {} }] })).toEqual(['prod/web > prod/web: every port']);
});

test('pods of a namespace that is managed elsewhere may be others than those of the app', () => {
  const shop = MarCluster.fromName(testApp(), 'shop', { clusterName: 'prod', isolation: Isolation.OPEN });
  const cluster = underPolicy(
    { policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: app({ a: 'b' }) }] }] },
    shop,
  );
  expect(linesOf(cluster)).toContain('prod/[a=b] > prod/web: every port');
});

test.each<[text: string, ports: object[]]>([
  ['8080/TCP', [{ port: 8080 }]],
  ['1-65535/UDP', [{ protocol: 'UDP' }]],
  ['every port', [TCP, { protocol: 'UDP' }, { protocol: 'SCTP' }]],
  ['80-90/TCP', [{ port: 85, endPort: 90 }, { port: 80, endPort: 86 }]],
  ['80-81/TCP', [{ port: 81 }, { port: 80 }]],
  ['80/TCP, 82/TCP', [{ port: 80 }, { port: 82 }, { port: 80 }]],
  ['9090/TCP', [{ port: 'metrics' }]],
])('ports are called %s', (text, ports) => {
  expect(letIn({ ports })).toContain(`anyone > prod/web: ${text}`);
}); // prettier-ignore

test('a name of a port that the pods do not declare is no port', () => {
  expect(letIn({ ports: [{ port: 'metrics', protocol: 'UDP' }], from: [{ podSelector: {} }] })).toEqual([]);
});

test('a name of a port of those outside stays a name', () => {
  expect(letOut({ ports: [{ port: 'http' }, { port: 'http' }, { port: 53, protocol: 'UDP' }] })).toContain(
    'prod/web > anyone: 53/UDP, http/TCP',
  );
});

test('what is open in one way and closed in the other is not listed', () => {
  expect(linesOf(underPolicy({ policyTypes: ['Ingress', 'Egress'], egress: [{}] }))).toEqual([
    'prod/web > anyone: every port',
  ]);
});

test('two kinds of one name are told apart', () => {
  const prod = openCluster('web');
  new MarDeployment(prod, 'web-too', { ...SMALL, replicas: 1 });
  new k8s.KubeDeployment(prod, 'Web', {
    metadata: { name: 'web' },
    spec: { selector: {}, template: { spec: { containers: [{ name: 'app' }] } } },
  });
  const names = new Set(TrafficMatrix.of(prod).paths.map(({ from }) => from));
  expect([...names].sort()).toEqual(['anyone', 'prod/web (Deployment)', 'prod/web (Pod)', 'prod/web-too']);
});

test('what is in the network of its node is under no policy, and no policy means it', () => {
  const prod = underPolicy({ policyTypes: ['Ingress'], ingress: [{ from: [{ podSelector: {} }] }] });
  new k8s.KubePod(prod, 'Agent', {
    metadata: { name: 'agent' },
    spec: { hostNetwork: true, containers: [{ name: 'app' }] },
  });
  expect(linesOf(prod)).toEqual([
    'anyone > prod/agent: every port',
    'prod/agent > anyone: every port',
    'prod/web > anyone: every port',
    'prod/web > prod/agent: every port',
    'prod/web > prod/web: every port',
  ]);
});

test('regions are asked one by one', () => {
  const app = new App();
  const [east, west] = [new MarRegion(app, 'us-east'), new MarRegion(app, 'eu-west')];
  for (const region of [east, west]) underPolicy({}, new MarCluster(region, 'prod', { isolation: Isolation.OPEN }));
  expect(TrafficMatrix.of(east).paths).toEqual([{ from: 'prod/web', to: 'anyone', ports: 'every port' }]);
  expectRefusal(
    app,
    () => TrafficMatrix.of(app),
    "construct must be of one Kubernetes cluster, and has regions, got 'us-east': give a region, or what is in it",
  );
});
