import { Manifest } from '../support/manifest';
import {
  inNamespace,
  labelled,
  letsIn,
  listening,
  namespace,
  nobody,
  opens,
  pathsTo,
  pod,
  podsLabelled,
  podsWhere,
  policy,
} from './fixture';

const SQL = { name: 'sql', containerPort: 5432 };
const DNS = { name: 'dns', containerPort: 53, protocol: 'UDP' };

/** Pods of two namespaces, all of whom want to reach the database. */
const CROWD = [
  namespace('prod', { team: 'shop' }),
  namespace('tools', { team: 'ops', stage: 'dev' }),
  pod('db', { role: 'db' }, listening(SQL, DNS)),
  pod('api', { role: 'api' }),
  pod('plain'),
  pod('ci', { role: 'api' }, {}, 'tools'),
];

/** At the one port, at the other, or at both. */
const [sql, dns] = ['tcp/5432', 'udp/53'].map(
  (port) =>
    (...who: string[]) =>
      who.map((one) => `${one} ${port}`),
) as [Who, Who];
const both: Who = (...who) => [...sql(...who), ...dns(...who)];
type Who = (...who: string[]) => string[];

const [API, PLAIN, CI] = ['prod/api', 'prod/plain', 'tools/ci'] as const;
const ALL = both(API, PLAIN, CI);

const api = podsLabelled({ role: 'api' });
const ops = inNamespace({ team: 'ops' });
const goesOut = (egress: object[]): Manifest => policy({ ...api, policyTypes: ['Egress'], egress });

test.each<[what: string, policies: Manifest[], who: string[]]>([
  ['without a policy everybody', [], ALL],
  ['with a policy of other pods everybody', [policy(podsLabelled({ role: 'web' }))], ALL],
  ['with a policy of another namespace everybody', [policy({}, 'elsewhere')], ALL],
  ['with a policy without rules nobody', [policy({})], []],
  ['with a policy of its own without rules nobody', [policy(podsLabelled({ role: 'db' }))], []],
  ['with an empty list of rules nobody', [policy({ ingress: [] })], []],
  ['with an empty rule everybody', [policy({ ingress: [{}] })], ALL],
  ['with empty lists of peers and ports everybody', [policy({ ingress: [{ from: [], ports: [] }] })], ALL],
  ['by labels of pods those of its namespace', [letsIn(api)], both(API)],
  ['by no labels of pods all of its namespace', [letsIn({ podSelector: {} })], both(API, PLAIN)],
  ['by labels of a namespace all pods in it', [letsIn(ops)], both(CI)],
  [
    'by the name of a namespace all pods in it',
    [letsIn(inNamespace({ 'kubernetes.io/metadata.name': 'tools' }))],
    both(CI),
  ],
  ['by no labels of a namespace all pods', [letsIn({ namespaceSelector: {} })], ALL],
  ['by labels of pods and of a namespace those with both', [letsIn({ ...api, ...ops })], both(CI)],
  ['by labels of pods or of a namespace those with one', [letsIn(api, ops)], both(API, CI)],
  ['by two labels those with both', [letsIn(inNamespace({ team: 'ops', stage: 'prod' }))], []],
  ['by In those with one of the values', [letsIn(podsWhere('role', 'In', 'web', 'api'))], both(API)],
  ['by NotIn those without the label too', [letsIn(podsWhere('role', 'NotIn', 'api'))], both(PLAIN)],
  ['by Exists those with the label', [letsIn(podsWhere('role', 'Exists'))], both(API)],
  ['by DoesNotExist those without it', [letsIn(podsWhere('role', 'DoesNotExist'))], both(PLAIN)],
  ['by a block of addresses no pod', [letsIn({ ipBlock: { cidr: '0.0.0.0/0' } })], []],
  ['at a number everybody, over TCP', [opens({ port: 5432 })], sql(API, PLAIN, CI)],
  ['at a number of another protocol nobody', [opens({ port: 5432, protocol: 'UDP' })], []],
  ['at a protocol everybody, to all of its ports', [opens({ protocol: 'UDP' })], dns(API, PLAIN, CI)],
  ['at a name everybody, to the port that it declares', [opens({ port: 'sql' })], sql(API, PLAIN, CI)],
  ['at a name of another protocol nobody', [opens({ port: 'dns' })], []],
  ['at a name that it does not declare nobody', [opens({ port: 'web' })], []],
  ['by two policies whom one of them lets in', [letsIn(api), letsIn(ops)], both(API, CI)],
  [
    'by two rules whom one of them lets in, to its ports',
    [policy({ ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 'sql' }] }, { from: [ops] }] })],
    [...sql(API, PLAIN), ...both(CI)],
  ],
  ['with a policy for going out those who are in none', [policy({ policyTypes: ['Egress'] })], both(CI)],
  ['where some may not go out the others', [goesOut([])], both(PLAIN, CI)],
  ['where some may go out to its labels they too', [goesOut([{ to: [podsLabelled({ role: 'db' })] }])], ALL],
  ['where some may go out to its namespace they too', [goesOut([{ to: [inNamespace({ team: 'shop' })] }])], ALL],
  ['where some may go out elsewhere the others', [goesOut([{ to: [ops] }])], both(PLAIN, CI)],
  [
    'where some may go out to a number they too, to that',
    [goesOut([{ ports: [{ port: 5432 }] }])],
    [...sql(API), ...both(PLAIN, CI)],
  ],
  [
    'where some may go out to its name they too, to that',
    [goesOut([{ ports: [{ port: 'sql' }] }])],
    [...sql(API), ...both(PLAIN, CI)],
  ],
  [
    'where some have rules for going out and no types the others',
    [policy({ ...api, egress: [{ to: [ops] }] })],
    both(PLAIN, CI),
  ],
  ['where some have no rules for going out and no types they too', [policy({ ...api, egress: [] })], ALL],
  ['where both sides must allow it who may on both', [letsIn(api, ops), goesOut([])], both(CI)],
])('%s reaches a pod', (_, policies, who) => {
  expect(pathsTo('prod/db', [...CROWD, ...policies], { outsiders: nobody, probes: [] })).toEqual([...who].sort());
});

// the policy that the documentation of Kubernetes explains
test('the example of the documentation of Kubernetes is read as it is explained there', () => {
  const example = policy(
    {
      podSelector: labelled({ role: 'db' }),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
            inNamespace({ project: 'myproject' }),
            podsLabelled({ role: 'frontend' }),
          ],
          ports: [{ protocol: 'TCP', port: 6379 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
    },
    'default',
  );
  const world = [
    namespace('other', { project: 'myproject' }),
    pod('db', { role: 'db' }, {}, 'default'),
    pod('front', { role: 'frontend' }, {}, 'default'),
    pod('back', { role: 'backend' }, {}, 'default'),
    pod('any', {}, {}, 'other'),
    pod('front', { role: 'frontend' }, {}, 'elsewhere'),
    example,
  ];
  const addresses = ['172.17.0.1', '172.17.1.1', '172.17.2.255', '10.0.0.255', '10.0.1.0'];
  const outsiders = addresses.map((address) => ({ address }));
  const of = (to: string): string[] => pathsTo(to, world, { outsiders }).filter((path) => /db|6379|5978/.test(path));
  expect(of('default/db')).toEqual(
    ['172.17.0.1', '172.17.2.255', 'default/front', 'other/any'].map((who) => `${who} tcp/6379`),
  );
  expect(of('10.0.0.255').filter((path) => path.startsWith('default/db'))).toEqual(['default/db tcp/5978']);
  expect(of('10.0.1.0').filter((path) => path.startsWith('default/db'))).toEqual([]);
  expect(of('default/back').filter((path) => path.startsWith('default/db'))).toEqual([]);
});
