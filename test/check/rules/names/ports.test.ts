import { KubeObject } from '../../../../lib/kube/objects';
import { CONTAINER_PORTS } from '../../../../lib/check/rules/names/container-ports';
import { NAMED_PORTS } from '../../../../lib/check/rules/names/named-ports';
import { SERVICE_PORTS } from '../../../../lib/check/rules/names/service-ports';
import { found, messages } from '../found';
import { object } from '../objects';
import { container, pod, service } from './objects';

describe('ports', () => {
  const ports = (...list: readonly object[]): KubeObject => container({ ports: list });

  test('of containers have a number, and names that are unique in their container', () => {
    const two = [
      { name: 'a', ports: [{ name: 'http', containerPort: 80 }] },
      { name: 'b', ports: [{ name: 'http', containerPort: 81 }] },
    ];
    expect(found(CONTAINER_PORTS, pod({ containers: two }))).toEqual([]);
    expect(found(CONTAINER_PORTS, ports({ containerPort: 80, hostPort: 0 }, { name: '', containerPort: 81 }))).toEqual(
      [],
    );
    expect(found(CONTAINER_PORTS, ports({ name: 'a', containerPort: 65536 }, { name: 'a', hostPort: -1 }))).toEqual([
      "spec.containers['app'].ports[0].containerPort '65536'",
      "spec.containers['app'].ports[1].name 'a'",
      "spec.containers['app'].ports[1].containerPort 'undefined'",
      "spec.containers['app'].ports[1].hostPort '-1'",
    ]);
  });

  test('of containers that are written wrongly are for the server to refuse', () => {
    expect(found(CONTAINER_PORTS, container({ ports: 'http' }), container({ ports: null }))).toEqual([]);
    expect(found(CONTAINER_PORTS, container({ ports: [null] }))).toEqual([
      "spec.containers['app'].ports[0].containerPort 'undefined'",
    ]);
  });

  test('of Services have names if there are several, and protocols of their own', () => {
    expect(found(SERVICE_PORTS, service({ ports: [{ port: 53 }] }))).toEqual([]);
    const both = [
      { name: 'udp', port: 53, protocol: 'UDP' },
      { name: 'tcp', port: 53 },
    ];
    expect(found(SERVICE_PORTS, service({ ports: both }))).toEqual([]);
    const same = [
      { name: 'a', port: 53 },
      { name: 'a', port: 54 },
    ];
    expect(found(SERVICE_PORTS, service({ ports: same }))).toEqual(["spec.ports[1].name 'a'"]);
    expect(found(SERVICE_PORTS, service({ ports: [{ port: 80 }, { name: 'b', port: 80, protocol: 'TCP' }] }))).toEqual([
      "spec.ports[0].name ''",
      "spec.ports[1].port '80/TCP'",
    ]);
    expect(found(SERVICE_PORTS, service({ ports: [{ name: 'A', port: 0 }] }))).toEqual([
      "spec.ports[0].name 'A'",
      "spec.ports[0].port '0'",
    ]);
    expect(found(SERVICE_PORTS, object('serving.knative.dev/v1', 'Service', { spec: { ports: [{}] } }))).toEqual([]);
  });

  test.each(['livenessProbe', 'readinessProbe', 'startupProbe'])('of a %s are numbers or names', (probe) => {
    expect(found(NAMED_PORTS, container({ [probe]: { httpGet: { port: 'http' } } }))).toEqual([]);
    expect(found(NAMED_PORTS, container({ [probe]: { httpGet: {} } }))).toEqual([
      `spec.containers['app'].${probe}.httpGet.port 'undefined'`,
    ]);
    expect(found(NAMED_PORTS, container({ [probe]: { grpc: { port: 'http' } } }))).toEqual([
      `spec.containers['app'].${probe}.grpc.port 'http'`,
    ]);
  });

  test('of what is called at the start and the stop are numbers or names', () => {
    const lifecycle = { postStart: { httpGet: { port: 0 } }, preStop: { tcpSocket: { port: 'HTTP' } } };
    expect(found(NAMED_PORTS, container({ lifecycle }))).toEqual([
      "spec.containers['app'].lifecycle.postStart.httpGet.port '0'",
      "spec.containers['app'].lifecycle.preStop.tcpSocket.port 'HTTP'",
    ]);
  });

  test('that a Service leads to are those of the Service by default', () => {
    const ports = [{}, { targetPort: '' }, { targetPort: 0 }, { targetPort: null }, { targetPort: '80' }];
    expect(found(NAMED_PORTS, service({ ports }))).toEqual(["spec.ports[4].targetPort '80'"]);
  });

  test('that an Ingress leads to are numbers or names', () => {
    const backend = (port?: object): object => ({ service: { name: 'web', port } });
    const paths = [
      { backend: backend({ name: 'HTTP' }) },
      { backend: backend({ number: 70000 }) },
      { backend: backend() },
      { backend: { resource: {} } },
      { backend: null },
    ];
    const spec = { defaultBackend: backend({ name: 'http' }), rules: [{ http: { paths } }] };
    expect(found(NAMED_PORTS, object('networking.k8s.io/v1', 'Ingress', { spec }))).toEqual([
      "spec.rules[0].http.paths[0].backend.service.port.name 'HTTP'",
      "spec.rules[0].http.paths[1].backend.service.port.number '70000'",
    ]);
  });

  test('of policies may be left out', () => {
    const ports = [{}, { port: 80, endPort: 90 }, { port: 'http' }, { port: '80', endPort: 70000 }];
    const spec = { ingress: [{ ports }], egress: [{}] };
    expect(found(NAMED_PORTS, object('networking.k8s.io/v1', 'NetworkPolicy', { spec }))).toEqual([
      "spec.ingress[0].ports[3].port '80'",
      "spec.ingress[0].ports[3].endPort '70000'",
    ]);
  });

  test('that are texts of digits are refused with the way out', () => {
    expect(messages(CONTAINER_PORTS, ports({ containerPort: '80' }))).toEqual([
      "spec.containers['app'].ports[0].containerPort must be a whole number of 1 to 65535, got '80': write it without quotes",
    ]);
  });
});
