import { DnsServiceProps, Isolation, Port } from '../../lib/index';
import { all, Manifest, only } from '../support/manifest';
import { cluster, instance } from '../cluster/fixture';

const specOf = (name: string, isolation?: Isolation): Manifest =>
  only(cluster({ isolation }), 'NetworkPolicy', name).spec;

const policyNames = (isolation?: Isolation): string[] =>
  all(cluster({ isolation }), 'NetworkPolicy').map((policy) => policy.metadata.name);

const dnsOf = (dns?: DnsServiceProps): Manifest =>
  only(cluster({ dns }), 'NetworkPolicy', 'allow-dns').spec.egress[0].to;

test.each<[string, Isolation | undefined, string[]]>([
  ['without a word is closed, but for DNS and itself', undefined, ['allow-dns', 'allow-inside', 'default-deny']],
  [
    'that is ISOLATED is closed, but for DNS and itself',
    Isolation.ISOLATED,
    ['allow-dns', 'allow-inside', 'default-deny'],
  ],
  ['that is PRIVATE is closed, but for DNS', Isolation.PRIVATE, ['allow-dns', 'default-deny']],
  ['that is OPEN has no policies', Isolation.OPEN, []],
])('a cluster %s', (_, isolation, names) => {
  expect(policyNames(isolation).sort()).toEqual(names);
});

test('all traffic of all pods is closed', () => {
  expect(specOf('default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
});

test('traffic between the pods of a cluster is open in both directions', () => {
  expect(specOf('allow-inside')).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ podSelector: {} }] }],
  });
});

test.each([Isolation.ISOLATED, Isolation.PRIVATE])('the way to DNS is open in a cluster that is %s', (isolation) => {
  expect(specOf('allow-dns', isolation)).toEqual({
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
    ],
  });
});

test('DNS may be in all pods of its namespace, which the API server writes as an empty selector', () => {
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } };
  expect(dnsOf({ podLabels: {} })).toEqual([{ namespaceSelector, podSelector: {} }]);
});

test('a DNS service elsewhere is found by its namespace and labels', () => {
  const dns: Required<DnsServiceProps> = { namespace: 'dns', podLabels: { app: 'coredns' } };
  expect(dnsOf(dns)).toEqual([
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'dns' } },
      podSelector: { matchLabels: { app: 'coredns' } },
    },
  ]);
});

test.each(['namespace', 'podLabels'])('%s of the DNS service that is undefined has its default', (prop) => {
  expect(dnsOf({ [prop]: undefined })).toEqual(dnsOf());
});

test.each(Object.values(Isolation))(
  'fails when the namespace of the DNS service is not valid, in a cluster %s',
  (isolation) => {
    expect(() => cluster({ isolation, dns: { namespace: 'kube_system' } })).toThrow(
      new Error(
        "[prod/Isolation] dns.namespace must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or " +
          "digit), got 'kube_system': give the name of a namespace",
      ),
    );
  },
);

test('fails when a label of the DNS service is not valid', () => {
  expect(() => cluster({ dns: { podLabels: { 'a/b/c': 'x' } } })).toThrow(
    new Error(
      "[prod/Isolation] dns.podLabels must have keys of the form 'name' or 'dns.name/name', the name at most 63 " +
        "characters, got 'a/b/c': rename the key",
    ),
  );
});

test('what is declared of an open cluster writes no policy, as it would close what is open', () => {
  const open = cluster({ isolation: Isolation.OPEN });
  const db = instance(open, 'db');
  db.allowFrom(instance(open, 'api'));
  open.allowTo(db, Port.all());
  expect(all(open, 'NetworkPolicy')).toEqual([]);
});
