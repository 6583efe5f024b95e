import { KubeObject } from '../../../../lib/kube/objects';
import { HOSTS } from '../../../../lib/check/rules/names/hosts';
import { found } from '../found';
import { object } from '../objects';
import { pod, service } from './objects';

describe('hosts', () => {
  const ingress = (spec: object): KubeObject => object('networking.k8s.io/v1', 'Ingress', { spec });

  test('of rules are names, whose first part may be a wildcard, and no addresses', () => {
    const hosts = [undefined, '', '*.example.com', 'web', '1.2.3.256', '*', 'a.*.b', 'Web', '01.2.3.4'];
    expect(found(HOSTS, ingress({ rules: hosts.map((host) => ({ host })) }))).toEqual([
      "spec.rules[5].host '*'",
      "spec.rules[6].host 'a.*.b'",
      "spec.rules[7].host 'Web'",
      "spec.rules[8].host '01.2.3.4'",
    ]);
  });

  test('of certificates may be addresses', () => {
    expect(found(HOSTS, ingress({ tls: [{ hosts: ['1.2.3.4', '*.example.com', ''] }, { hosts: 'web' }] }))).toEqual([
      "spec.tls[0].hosts[2] ''",
    ]);
  });

  test('of pods are labels, but those of a StatefulSet are not used', () => {
    const spec = { hostname: 'a.b', subdomain: '' };
    expect(found(HOSTS, pod(spec))).toEqual(["spec.hostname 'a.b'"]);
    const statefulSet = (serviceName?: string): KubeObject =>
      object('apps/v1', 'StatefulSet', { spec: { serviceName, template: { spec } } });
    expect(found(HOSTS, statefulSet(), statefulSet('web.eu'))).toEqual(["spec.serviceName 'web.eu'"]);
  });

  test('that a Service stands for may end with a dot', () => {
    const external = (externalName?: unknown): KubeObject => service({ type: 'ExternalName', externalName });
    expect(found(HOSTS, external('example.com.'), service({ externalName: 'A_B' }))).toEqual([]);
    expect(found(HOSTS, external('example.com..'), external())).toEqual([
      "spec.externalName 'example.com.'",
      "spec.externalName ''",
    ]);
  });
});
