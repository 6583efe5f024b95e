import { Manifest } from '../support/manifest';
import { Outsider } from '../support/network-ends';
import { reaches, textOf } from '../support/reachability';
import {
  inNamespace,
  letsIn,
  listening,
  namespace,
  nobody,
  opens,
  pathsTo,
  pod,
  podsLabelled,
  policy,
} from './fixture';

const tcp = (number: number): { protocol: 'TCP'; number: number } => ({ protocol: 'TCP', number });

/** Whether an address comes in to a pod that lets in a block. */
const isIn = (address: string, cidr: string, ...except: string[]): boolean =>
  pathsTo('prod/db', [pod('db'), letsIn({ ipBlock: { cidr, except } })], {
    outsiders: [{ address }],
    probes: [tcp(80)],
  }).length === 1;

test.each<[address: string, cidr: string, except: string[], expected: boolean]>([
  ['10.9.9.9', '10.0.0.0/8', [], true],
  ['11.0.0.0', '10.0.0.0/8', [], false],
  ['10.9.9.9', '10.0.0.0/8', ['10.9.0.0/16'], false],
  ['10.9.9.9', '10.0.0.0/8', ['10.8.0.0/16', '10.10.0.0/16'], true],
  ['10.9.9.9', '10.9.9.9/32', [], true],
  ['10.9.9.8', '10.9.9.9/32', [], false],
  ['203.0.113.10', '0.0.0.0/0', [], true],
  ['203.0.113.10', '0.0.0.0/0', ['203.0.113.0/25'], false],
  ['203.0.113.10', '0.0.0.0/0', ['203.0.113.128/25'], true],
  ['2001:db8::1', '::/0', [], true],
  ['2001:db8::1', '2001:db8::/32', ['2001:db8:1::/48'], true],
  ['2001:db8:1::1', '2001:db8::/32', ['2001:db8:1::/48'], false],
  ['2001:db8::1', '0.0.0.0/0', [], false],
  ['203.0.113.10', '::/0', [], false],
])('whether %s is in %s without %j is %j', (address, cidr, except, expected) => {
  expect(isIn(address, cidr, ...except)).toBe(expected);
});

test.each([
  [7999, false],
  [8000, true],
  [8005, true],
  [8010, true],
  [8011, false],
])('whether a range from 8000 to 8010 has %s is %j', (number, expected) => {
  const manifests = [pod('db'), pod('api'), opens({ port: 8000, endPort: 8010 })];
  expect(pathsTo('prod/db', manifests, { outsiders: nobody, probes: [tcp(number)] }).length === 1).toBe(expected);
});

test('pods are asked for the first and last ports that policies name, and for those beside them', () => {
  const manifests = [pod('db'), pod('api'), opens({ port: 8000, endPort: 8010 })];
  const beside = policy({ policyTypes: ['Ingress'], ingress: [{ ports: [{ port: 7999 }, { port: 8012 }] }] });
  const ports = (...policies: Manifest[]): string[] =>
    pathsTo('prod/db', [...manifests, ...policies], { outsiders: nobody });
  expect(ports()).toEqual(['prod/api tcp/8000', 'prod/api tcp/8010']);
  expect(ports(beside)).toEqual([7999, 8000, 8010, 8012].map((port) => `prod/api tcp/${port}`));
});

const workload = (kind: string, spec: object, name = 'web'): Manifest => ({
  kind,
  metadata: { namespace: 'prod', name },
  spec,
});
const template = { metadata: { labels: { role: 'web' } }, spec: listening({ containerPort: 80 }) };

test.each<[kind: string, spec: object]>([
  ['Deployment', { template }],
  ['StatefulSet', { template }],
  ['DaemonSet', { template }],
  ['ReplicaSet', { template }],
  ['ReplicationController', { template }],
  ['Job', { template }],
  ['CronJob', { jobTemplate: { spec: { template } } }],
])('the pods of a %s are found by their own labels, and reach each other where policies let them', (kind, spec) => {
  const options = { outsiders: nobody, probes: [] };
  const own = letsIn(podsLabelled({ role: 'web' }));
  expect(pathsTo('prod/web', [workload(kind, spec), pod('api'), own], options)).toEqual(['prod/web tcp/80']);
  expect(pathsTo('prod/web', [workload(kind, spec), pod('api'), letsIn(inNamespace({ a: 'b' }))], options)).toEqual([]);
});

test('that a pod reaches itself is not said, whatever the policies', () => {
  const alone = pod('web', {}, listening({ containerPort: 80 }));
  expect(reaches([alone], { outsiders: nobody })).toEqual([]);
  expect(reaches([alone, policy({})], { outsiders: nobody })).toEqual([]);
});

test('namesakes are told apart by their kinds', () => {
  const manifests = [pod('web'), workload('Job', { template }), pod('api', {}, listening({ containerPort: 1 }))];
  expect(pathsTo('prod/api', manifests, { outsiders: nobody, probes: [] })).toEqual([
    'prod/web (Job) tcp/1',
    'prod/web (Pod) tcp/1',
  ]);
});

test('pods in the network of their node are outside: no policy holds them, and no label finds them', () => {
  const host = pod('agent', { role: 'agent' }, { hostNetwork: true, ...listening({ containerPort: 9100 }) });
  const options = { outsiders: nobody, probes: [] };
  const db = pod('db', {}, listening({ containerPort: 5432 }));
  expect(pathsTo('prod/agent', [host, db, policy({ ingress: [] })], options)).toEqual(['prod/db tcp/9100']);
  expect(pathsTo('prod/db', [host, db, letsIn(podsLabelled({ role: 'agent' }))], options)).toEqual([]);
  expect(pathsTo('prod/db', [host, db, policy({ ingress: [{}] })], options)).toEqual(['prod/agent tcp/5432']);
});

test('ports of sidecars are declared ports, those of init containers that end are none', () => {
  const spec = {
    containers: [
      { name: 'app', ports: [{ containerPort: 80 }] },
      { name: 'b', ports: [{ containerPort: 81 }] },
    ],
    initContainers: [
      { name: 'c', ports: [{ containerPort: 82 }], restartPolicy: 'Always' },
      { name: 'd', ports: [{ containerPort: 83 }] },
    ],
  };
  const paths = pathsTo('prod/web', [pod('web', {}, spec), pod('api')], { outsiders: nobody, probes: [] });
  expect(paths).toEqual(['prod/api tcp/80', 'prod/api tcp/81', 'prod/api tcp/82']);
});

test('pods of others are found by their labels, and those of their namespace', () => {
  const outsiders: Outsider[] = [
    { namespace: 'edge', name: 'proxy', podLabels: { app: 'proxy' }, namespaceLabels: { team: 'ops' } },
    { namespace: 'tools', name: 'proxy', podLabels: {}, namespaceLabels: { team: 'not this' } },
  ];
  const known = namespace('tools', { team: 'ops' });
  const options = { outsiders, probes: [tcp(80)] };
  const by = (peer: object): string[] => pathsTo('prod/db', [known, pod('db'), letsIn(peer)], options);
  expect(by(inNamespace({ team: 'ops' }))).toEqual(['edge/proxy tcp/80', 'tools/proxy tcp/80']);
  expect(by({ ...inNamespace({ team: 'ops' }), ...podsLabelled({ app: 'proxy' }) })).toEqual(['edge/proxy tcp/80']);
  expect(by(inNamespace({ 'kubernetes.io/metadata.name': 'edge' }))).toEqual(['edge/proxy tcp/80']);
});

test('paths have one form, and one order', () => {
  const db = pod('db', {}, listening({ containerPort: 53, protocol: 'UDP' }, { containerPort: 5432 }));
  expect(reaches([db, pod('api')], { outsiders: [{ address: '2001:db8::1' }], probes: [] }).map(textOf)).toEqual([
    '2001:db8::1 -> prod/db tcp/5432',
    '2001:db8::1 -> prod/db udp/53',
    'prod/api -> prod/db tcp/5432',
    'prod/api -> prod/db udp/53',
  ]);
});

test('objects that name no namespace are in the default one', () => {
  const nowhere = (object: Manifest): Manifest => ({
    ...object,
    metadata: { ...object.metadata, namespace: undefined },
  });
  const manifests = [pod('db', {}, listening({ containerPort: 1 })), policy({})].map(nowhere);
  const options = { outsiders: nobody, probes: [] };
  expect(pathsTo('default/db', [...manifests, pod('api', {}, {}, 'default')], options)).toEqual([]);
  const inside = letsIn({ podSelector: {} });
  const known = [...manifests, nowhere(inside), pod('api', {}, {}, 'default'), pod('web')];
  expect(pathsTo('default/db', known, options)).toEqual(['default/api tcp/1']);
});
