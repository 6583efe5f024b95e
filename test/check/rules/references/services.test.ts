import { KubeObject } from '../../../../lib/kube/objects';
import { ServicePort } from '../../../../lib/kube/network-objects';
import { SERVICE_PODS } from '../../../../lib/check/rules/references/service-pods';
import { NAMED_TARGET_PORTS, NUMBERED_TARGET_PORTS } from '../../../../lib/check/rules/references/target-ports';
import { found, messages } from '../found';
import { containing, object, service, workload } from '../objects';
import { foundHere } from './own-namespace';

const labelled = (labels: object): KubeObject => object('v1', 'Pod', {}, { labels });

describe('a Service', () => {
  test.each<[object, object, boolean]>([
    [{ app: 'web' }, { app: 'web', tier: 'front' }, true],
    [{ app: 'web', tier: 'front' }, { app: 'web', tier: 'front' }, true],
    [{ app: 'web', tier: 'front' }, { app: 'web' }, false],
    [{ app: 'web', tier: 'front' }, { app: 'web', tier: 'back' }, false],
    [{ app: 'web' }, {}, false],
  ])('of %j has the pods of %j: %s', (selector, labels, isServed) => {
    const lost = isServed ? [] : [`spec.selector '${JSON.stringify(selector)}'`];
    expect(foundHere(SERVICE_PODS, service({ selector }), labelled(labels))).toEqual(lost);
    const workloads = object('apps/v1', 'DaemonSet', { spec: { template: { metadata: { labels } } } });
    expect(foundHere(SERVICE_PODS, service({ selector }), workloads)).toEqual(lost);
  });

  test.each([{ selector: undefined }, { selector: {} }, { type: 'ExternalName', selector: { app: 'web' } }])(
    'of %j has endpoints that others make',
    (spec) => {
      expect(foundHere(SERVICE_PODS, service(spec))).toEqual([]);
    },
  );

  test('has the pods of its own namespace, of which all must be known', () => {
    expect(found(SERVICE_PODS, service())).toEqual([]);
    const elsewhere = object('v1', 'Pod', {}, { namespace: 'dev', labels: { app: 'web' } });
    expect(foundHere(SERVICE_PODS, service(), elsewhere)).toEqual([`spec.selector '{"app":"web"}'`]);
  });
});

describe('a port that a Service leads to', () => {
  const ports = [{ name: 'http', containerPort: 8080 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }, {}];
  const pods = workload('Deployment', {}, containing({ ports }));
  const leadingTo = (...ports: readonly object[]): KubeObject => service({ ports });

  test.each<[ServicePort, boolean]>([
    [{ port: 80, targetPort: 'http' }, true],
    [{ port: 53, protocol: 'UDP', targetPort: 'dns' }, true],
    [{ port: 53, targetPort: 'dns' }, false],
    [{ port: 80, targetPort: 'https' }, false],
  ])('by its name is one of its pods: %j: %s', (port, isThere) => {
    const lost = isThere ? [] : [`spec.ports['${port.port}'].targetPort '${port.targetPort}'`];
    expect(found(NAMED_TARGET_PORTS, leadingTo(port), pods)).toEqual(lost);
    expect(found(NUMBERED_TARGET_PORTS, leadingTo(port), pods)).toEqual([]);
  });

  test.each<[ServicePort, boolean]>([
    [{ port: 80, targetPort: 8080 }, true],
    [{ port: 8080 }, true],
    [{ port: 53, targetPort: 53, protocol: 'UDP' }, true],
    [{ port: 53, targetPort: 53 }, false],
    [{ port: 81, targetPort: 8081 }, false],
  ])('by its number is declared by its pods: %j: %s', (port, isThere) => {
    const lost = isThere ? [] : [`spec.ports['${port.port}'].targetPort '${port.targetPort}'`];
    expect(found(NUMBERED_TARGET_PORTS, leadingTo(port), pods)).toEqual(lost);
    expect(found(NAMED_TARGET_PORTS, leadingTo(port), pods)).toEqual([]);
  });

  test('is a port of sidecars too, and not of what only runs at the start', () => {
    const start = { name: 'start', ports: [{ containerPort: 8080 }] };
    const proxied = workload('Job', {}, { initContainers: [{ ...start, restartPolicy: 'Always' }] });
    expect(found(NUMBERED_TARGET_PORTS, service(), proxied)).toEqual([]);
    expect(found(NUMBERED_TARGET_PORTS, service(), workload('Job', {}, { initContainers: [start] }))).toEqual([
      "spec.ports['80'].targetPort '8080'",
    ]);
  });

  test('is enough in some of the pods, and found once if it is in none', () => {
    const others = workload('DaemonSet', {}, containing({}));
    expect(found(NUMBERED_TARGET_PORTS, service(), pods, others)).toEqual([]);
    const name = leadingTo({ name: 'web', port: 80, protocol: 'UDP' });
    expect(messages(NUMBERED_TARGET_PORTS, name, pods, others)).toEqual([
      "spec.ports['web'].targetPort must be a UDP port of its pods, which declare http 8080/TCP, dns 53/UDP, 0/TCP, got '80': correct it, or declare it in the pods",
    ]);
    expect(messages(NAMED_TARGET_PORTS, leadingTo({ port: 80, targetPort: 'http' }), others)).toEqual([
      "spec.ports['80'].targetPort must be a TCP port of its pods, which declare none, got 'http': correct it, or declare it in the pods",
    ]);
  });

  test('has a number', () => {
    const named = workload('Job', {}, containing({ ports: [{ name: 'http', containerPort: 8080 }] }));
    expect(found(NUMBERED_TARGET_PORTS, leadingTo({ name: 'http' }), named)).toEqual([
      "spec.ports['http'].targetPort 'undefined'",
    ]);
  });

  test('is not known without pods, and need not be there', () => {
    expect(found(NUMBERED_TARGET_PORTS, service())).toEqual([]);
    expect(found(NUMBERED_TARGET_PORTS, service({ selector: undefined }), pods)).toEqual([]);
    expect(found(NUMBERED_TARGET_PORTS, service({ ports: undefined }), pods)).toEqual([]);
  });
});
