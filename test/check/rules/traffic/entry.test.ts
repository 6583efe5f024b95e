import { INGRESS_ENTRY } from '../../../../lib/check/rules/traffic/ingress-entry';
import { SERVICE_ENTRY } from '../../../../lib/check/rules/traffic/service-entry';
import { KubeObject } from '../../../../lib/kube/objects';
import { foundOf, messages } from '../found';
import { named, service } from '../objects';
import { addresses, everyNamespace, inNamespace, letsIn, letsOut, pod, pods, policy } from './network';

const CLOSED = policy('closed', undefined, { ingress: [] });
const web = pod('web');

/** Whether a policy lets somebody in by a Service. */
function isServed(allowed: KubeObject | undefined, spec: object = {}, target = web): boolean {
  const policies = allowed === undefined ? [] : [CLOSED, allowed];
  return messages(SERVICE_ENTRY, target, service(spec), ...policies).length === 0;
}

describe('a Service leads to pods that let somebody in', () => {
  test.each<[string, KubeObject | undefined, boolean]>([
    ['no policy', undefined, true],
    ['a policy for all', policy('in', 'web', { ingress: [{}] }), true],
    ['a policy with empty lists, which are all', letsIn('web', [], []), true],
    [
      'a policy that does not say for whom, and is for all',
      policy('in', '', { podSelector: undefined, ingress: [{}] }),
      true,
    ],
    ['a policy for some', letsIn('web', [pods('api')]), true],
    ['a policy for addresses', letsIn('web', [addresses]), true],
    ['a policy for others only', letsIn('api', [pods('web')]), false],
    ['a policy for what goes out', letsOut('web', [pods('api')]), false],
    ['a policy with an empty list of types', policy('in', 'web', { policyTypes: [], ingress: [{}] }), true],
    ['a policy whose type is not what it says', policy('in', 'web', { policyTypes: ['Egress'], ingress: [{}] }), false],
    ['a policy for the port', letsIn('web', [pods('api')], [{ port: 8080 }]), true],
    ['a policy for its name', letsIn('web', [pods('api')], [{ port: 'http' }]), true],
    ['a policy for another name', letsIn('web', [pods('api')], [{ port: 'admin' }]), false],
    ['a policy for a range that it is in', letsIn('web', [pods('api')], [{ port: 8000, endPort: 8080 }]), true],
    ['a policy for a range below', letsIn('web', [pods('api')], [{ port: 8000, endPort: 8079 }]), false],
    ['a policy for all ports of the protocol', letsIn('web', [pods('api')], [{}]), true],
    ['a policy for another protocol', letsIn('web', [pods('api')], [{ protocol: 'UDP', port: 8080 }]), false],
    ['a policy for another port among others', letsIn('web', [pods('api')], [{ port: 80 }, { port: 81 }]), false],
  ])('with %s', (_, allowed, expected) => {
    expect(isServed(allowed)).toBe(expected);
  });

  test('by the port that it leads to, which is its own by default', () => {
    const only80 = letsIn('web', [pods('api')], [{ port: 80 }]);
    expect(isServed(only80, { ports: [{ port: 80, targetPort: 8080 }] })).toBe(false);
    for (const targetPort of [undefined, 0, '', 80]) {
      expect(isServed(only80, { ports: [{ port: 80, targetPort }] })).toBe(true);
    }
    expect(
      isServed(letsIn('web', [pods('api')], [{ port: 8080 }]), { ports: [{ port: 80, targetPort: 'http' }] }),
    ).toBe(true);
    expect(isServed(only80, { ports: [{ port: 80, targetPort: 'http' }] })).toBe(false);
  });

  test('unless it leads to none, or its pods have the network of their node', () => {
    expect(isServed(CLOSED, { selector: undefined })).toBe(true);
    expect(isServed(CLOSED, { type: 'ExternalName' })).toBe(true);
    expect(isServed(CLOSED, { ports: [{ port: 80, targetPort: 'admin' }] })).toBe(true);
    expect(isServed(CLOSED, { ports: undefined })).toBe(true);
    expect(isServed(CLOSED, {}, pod('web', { hostNetwork: true }))).toBe(true);
  });

  test.each([
    ['addresses', letsIn('web', [addresses]), true],
    ['everybody', letsIn('web', []), true],
    ['pods', letsIn('web', [pods('api'), everyNamespace]), false],
  ])('and a load balancer to those that let addresses in: with a policy for %s', (_, allowed, expected) => {
    expect(isServed(allowed, { type: 'LoadBalancer' })).toBe(expected);
  });

  test('is said of each port and pod, by the name of the port', () => {
    const ports = [{ name: 'http', port: 80, targetPort: 8080 }, { port: 81 }];
    expect(foundOf(SERVICE_ENTRY, web, service({ ports }), CLOSED)).toEqual([
      "web: spec.ports['http'].targetPort '8080'",
      "web: spec.ports['81'].targetPort '81'",
    ]);
  });
});

describe('an Ingress leads to pods that let its controller in', () => {
  const backend = (port: object, name = 'web'): object => ({ service: { name, port } });
  const ingress = (port: object, name?: string): KubeObject =>
    named('Ingress', 'shop', { defaultBackend: backend(port, name) });
  const found = (allowed: KubeObject, shop = ingress({ number: 80 })): string[] =>
    foundOf(
      INGRESS_ENTRY,
      web,
      service({ ports: [{ name: 'main', port: 80, targetPort: 8080 }] }),
      shop,
      CLOSED,
      allowed,
    );
  const FOUND = ["shop: spec.defaultBackend.service.name 'web'"];

  test.each([
    ['addresses', letsIn('web', [addresses]), []],
    ['every namespace', letsIn('web', [everyNamespace]), []],
    ['another namespace', letsIn('web', [inNamespace('ingress')]), []],
    ['the namespace itself', letsIn('web', [inNamespace('prod')]), FOUND],
    ['pods of the namespace', letsIn('web', [pods('api')]), FOUND],
    ['everybody at another port', letsIn('web', [everyNamespace], [{ port: 80 }]), FOUND],
  ])('with a policy for %s', (_, allowed, expected) => {
    expect(found(allowed)).toEqual(expected);
  });

  test('by the number or the name of the port of the Service, if there is one', () => {
    const only80 = letsIn('web', [addresses], [{ port: 80 }]);
    expect(found(only80, ingress({ name: 'main' }))).toEqual(FOUND);
    expect(found(only80, ingress({ name: 'other' }))).toEqual([]);
    expect(found(only80, ingress({ number: 81 }))).toEqual([]);
    expect(found(only80, ingress({ number: 80 }, 'other'))).toEqual([]);
    expect(found(only80, named('Ingress', 'shop', { defaultBackend: { resource: {} } }))).toEqual([]);
  });

  test('with its routes, each on its own', () => {
    const paths = [{ backend: backend({ number: 80 }) }, { backend: backend({ number: 80 }) }];
    expect(found(CLOSED, named('Ingress', 'shop', { rules: [{}, { http: { paths } }] }))).toEqual([
      "shop: spec.rules[1].http.paths[0].backend.service.name 'web'",
      "shop: spec.rules[1].http.paths[1].backend.service.name 'web'",
    ]);
  });

  test('unless the Service leads to none of its own, or to a port that they have not', () => {
    const external = service({ type: 'ExternalName' });
    expect(foundOf(INGRESS_ENTRY, web, external, ingress({ number: 80 }), CLOSED)).toEqual([]);
    const unnamed = service({ ports: [{ port: 80, targetPort: 'admin' }] });
    expect(foundOf(INGRESS_ENTRY, web, unnamed, ingress({ number: 80 }), CLOSED)).toEqual([]);
  });
});
