import { ONE_SIDED } from '../../../../lib/check/rules/traffic/one-sided';
import { KubeObject } from '../../../../lib/kube/objects';
import { foundOf } from '../found';
import { addresses, everyNamespace, inNamespace, letsIn, letsOut, NAMESPACES, pod, pods, policy } from './network';

const web = pod('web');
const db = pod('db');
const CLOSED = policy('closed', undefined, { policyTypes: ['Ingress', 'Egress'] });
const found = (...objects: readonly KubeObject[]): string[] => foundOf(ONE_SIDED, ...NAMESPACES, ...objects);

const out = letsOut('web', [pods('db')], [{ port: 8080 }]);
const OUT = ["out: spec.egress[0].to[0] 'TCP 8080'"];

describe('traffic that a policy lets out', () => {
  test.each([
    ['nothing', out, OUT],
    ['all', policy('in', 'db', { ingress: [{}] }), []],
    ['the pods', letsIn('db', [pods('web')]), []],
    ['the pods among others', letsIn('db', [pods('api'), pods('web')]), []],
    ['the pods by another rule', policy('in', 'db', { ingress: [{ from: [pods('api')] }, { from: [pods('web')] }] }), []],
    ['the port', letsIn('db', [pods('web')], [{ port: 8080 }]), []],
    ['the port by its name', letsIn('db', [pods('web')], [{ port: 'http' }]), []],
    ['a range with the port in it', letsIn('db', [pods('web')], [{ port: 8000, endPort: 9000 }]), []],
    ['all ports of the protocol', letsIn('db', [pods('web')], [{}]), []],
    ['other pods', letsIn('db', [pods('api')]), OUT],
    ['addresses', letsIn('db', [addresses]), OUT],
    ['another port', letsIn('db', [pods('web')], [{ port: 80 }]), OUT],
    ['another name', letsIn('db', [pods('web')], [{ port: 'admin' }]), OUT],
    ['another protocol', letsIn('db', [pods('web')], [{ port: 8080, protocol: 'UDP' }]), OUT],
    ['the namespace', letsIn('db', [inNamespace('prod')]), []],
    ['another namespace', letsIn('db', [inNamespace('dev')]), OUT],
    ['namespaces by a label', letsIn('db', [{ namespaceSelector: { matchLabels: { stage: 'prod' } } }]), []],
  ].map(([title, allowed, expected]) => [title, allowed, expected] as const))('is blocked where the other side lets in %s or not', (_, allowed, expected) => {
    const both = allowed === out ? [out] : [out, allowed as KubeObject];
    expect(found(web, db, CLOSED, ...both).filter((line) => line.startsWith('out'))).toEqual(expected);
  }); // prettier-ignore

  test('is not blocked where no policy is for the other side', () => {
    expect(found(web, db, out)).toEqual([]);
    expect(found(web, db, out, policy('closed', 'api', {}))).toEqual([]);
    expect(found(web, db, out, policy('closed', 'db', { policyTypes: ['Egress'] }))).toEqual([]);
  });

  test('is not judged where the pods of one side are not known', () => {
    expect(found(db, CLOSED, out)).toEqual([]);
    expect(found(web, CLOSED, out)).toEqual([]);
    expect(found(web, CLOSED, letsOut('web', [addresses]))).toEqual([]);
    expect(found(web, db, CLOSED, letsOut('web', [everyNamespace]))).toEqual([]);
    expect(found(web, db, CLOSED, letsOut('web', [inNamespace('elsewhere')]))).toEqual([]);
    expect(foundOf(ONE_SIDED, web, db, CLOSED, out)).toEqual([]);
    expect(found(web, db, CLOSED, letsOut('web', []))).toEqual([]);
  });

  test('is not blocked where it is let in from some of the pods that it leaves', () => {
    const all = policy('out', undefined, { policyTypes: ['Egress'], egress: [{ to: [pods('db')] }] });
    expect(found(pod('api'), web, db, CLOSED, all, letsIn('db', [pods('web')]))).toEqual([]);
  });

  test('goes to a port that is called so by the pods that it reaches', () => {
    const named = letsOut('web', [pods('db')], [{ port: 'http' }]);
    const [far, other] = [pod('db', {}, 'prod', 5432), letsIn('db', [pods('web')], [{ port: 5432 }])];
    expect(found(web, far, CLOSED, named, other)).toEqual([]);
    expect(found(web, db, CLOSED, named, other)).toEqual([
      "out: spec.egress[0].to[0] 'TCP http'",
      "in: spec.ingress[0].from[0] 'TCP 5432'",
    ]);
  });

  test('is not blocked where some of the pods come through', () => {
    const second = pod('db', {}, 'prod');
    const open = { ...second, metadata: { ...second.metadata, name: 'open', labels: { app: 'db', open: 'yes' } } };
    const letIn = policy('in', undefined, { podSelector: { matchLabels: { open: 'yes' } }, ingress: [{}] });
    expect(found(web, db, open, CLOSED, out, letIn)).toEqual([]);
  });

  test('is blocked for all pods where its policy does not say whose it is', () => {
    const all = policy('out', '', { podSelector: undefined, egress: [{ to: [pods('db')] }], policyTypes: ['Egress'] });
    expect(found(web, db, CLOSED, all)).toEqual(["out: spec.egress[0].to[0] 'any port'"]);
  });

  test('reaches pods in the network of their node by addresses alone', () => {
    expect(found(web, pod('db', { hostNetwork: true }), CLOSED, out)).toEqual([]);
  });

  test('is found for each port and peer, with what is allowed', () => {
    const ports = [{ port: 8080 }, { protocol: 'UDP', port: 'dns' }, { protocol: 'SCTP' }];
    expect(found(web, db, CLOSED, letsOut('web', [pods('api'), pods('db')], ports))).toEqual([
      "out: spec.egress[0].to[1] 'TCP 8080'",
      "out: spec.egress[0].to[1] 'UDP dns'",
      "out: spec.egress[0].to[1] 'SCTP'",
    ]);
    expect(found(web, db, CLOSED, letsOut('web', [pods('db')]))).toEqual(["out: spec.egress[0].to[0] 'any port'"]);
  });

  test('goes to another namespace, whose policies let it in or not', () => {
    const far = pod('db', {}, 'dev');
    const toDev = letsOut('web', [{ ...inNamespace('dev'), ...pods('db') }]);
    const closed = policy('closed', undefined, {}, 'dev');
    expect(found(web, far, closed, toDev)).toEqual(["out: spec.egress[0].to[0] 'any port'"]);
    const fromProd = policy('in', 'db', { ingress: [{ from: [{ ...inNamespace('prod'), ...pods('web') }] }] }, 'dev');
    expect(found(web, far, closed, toDev, fromProd)).toEqual([]);
    const fromDev = policy('in', 'db', { ingress: [{ from: [pods('web')] }] }, 'dev');
    expect(found(web, far, closed, toDev, fromDev)).toEqual(["out: spec.egress[0].to[0] 'any port'"]);
  });
});

describe('traffic that a policy lets in', () => {
  const into = letsIn('db', [pods('web')], [{ port: 'http' }]);
  const IN = ["in: spec.ingress[0].from[0] 'TCP http'"];

  test.each([
    ['nothing', undefined, IN],
    ['the port of those that it reaches', letsOut('web', [pods('db')], [{ port: 8080 }]), []],
    ['another port', letsOut('web', [pods('db')], [{ port: 80 }]), IN],
    ['a policy without types that says what goes out', policy('out', 'web', { egress: [{ to: [pods('db')] }] }), []],
  ])('is blocked where the other side lets out %s or not', (_, allowed, expected) => {
    const both = allowed === undefined ? [into] : [into, allowed];
    expect(found(web, db, CLOSED, ...both).filter((line) => line.startsWith('in'))).toEqual(expected);
  });

  test('is not blocked by a policy that is for what comes in alone', () => {
    expect(found(web, db, policy('closed', undefined, {}), into)).toEqual([]);
    expect(found(web, db, policy('closed', undefined, { egress: [] }), into)).toEqual([]);
  });
});
