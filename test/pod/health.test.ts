import { Duration } from 'cdk8s';
import { ConnectionScheme, Protocol } from 'cdk8s-plus-30';
import { Health, HealthGrpcOptions, HealthHttpOptions, HealthOptions, MarInstanceProps } from '../../lib';
import { containerOf, newInstance } from '../support/instance';
import { frozen, Manifest } from '../support/manifest';

const app = (props: Partial<MarInstanceProps>): Manifest => containerOf(newInstance({ port: 5000, ...props }));

const TIMING: Required<HealthOptions> = {
  period: Duration.minutes(1),
  timeout: Duration.seconds(2),
  initialDelay: Duration.millis(4000),
  failureThreshold: 7,
};
const RENDERED = { periodSeconds: 60, timeoutSeconds: 2, initialDelaySeconds: 4, failureThreshold: 7 };

test.each([
  ['startupProbe', 5, 30],
  ['livenessProbe', 10, 6],
  ['readinessProbe', 10, 3],
])(
  'health makes a %s, asked every %s s, with %s failures allowed in a row',
  (probe, periodSeconds, failureThreshold) => {
    expect(app({ health: Health.http('/healthz') })[probe]).toEqual({
      httpGet: { path: '/healthz', port: 5000, scheme: 'HTTP' },
      periodSeconds,
      timeoutSeconds: 3,
      failureThreshold,
    });
  },
);

test.each([
  ['startup', 'startupProbe'],
  ['liveness', 'livenessProbe'],
  ['readiness', 'readinessProbe'],
])('%s alone makes only the %s', (prop, probe) => {
  const probes = ['startupProbe', 'livenessProbe', 'readinessProbe'].filter(
    (each) => each in app({ [prop]: Health.tcp() }),
  );
  expect(probes).toEqual([probe]);
});

test.each([
  ['startup', 'startupProbe'],
  ['liveness', 'livenessProbe'],
  ['readiness', 'readinessProbe'],
])('%s goes before health for the %s, and health holds for the others', (prop, probe) => {
  const own = app({ health: Health.http('/healthz'), [prop]: Health.tcp() });
  const byTcp = ['startupProbe', 'livenessProbe', 'readinessProbe'].filter((each) => 'tcpSocket' in own[each]);
  expect(byTcp).toEqual([probe]);
});

const TWO_PORTS = { ports: [{ name: 'admin', number: 8080 }] };

test('every option of Health.http is at its place', () => {
  const options: Required<HealthHttpOptions> = { ...TIMING, port: 8080, scheme: ConnectionScheme.HTTPS };
  expect(app({ ...TWO_PORTS, liveness: Health.http('/livez', frozen(options)) }).livenessProbe).toEqual({
    httpGet: { path: '/livez', port: 8080, scheme: 'HTTPS' },
    ...RENDERED,
  });
});

test('every option of Health.tcp is at its place', () => {
  expect(app({ ...TWO_PORTS, liveness: Health.tcp(frozen({ ...TIMING, port: 8080 })) }).livenessProbe).toEqual({
    tcpSocket: { port: 8080 },
    ...RENDERED,
  });
});

test('every option of Health.grpc is at its place', () => {
  const options: Required<HealthGrpcOptions> = { ...TIMING, port: 8080, service: 'orders' };
  expect(app({ ...TWO_PORTS, liveness: Health.grpc(frozen(options)) }).livenessProbe).toEqual({
    grpc: { port: 8080, service: 'orders' },
    ...RENDERED,
  });
});

test('every option of Health.exec is at its place', () => {
  expect(app({ liveness: Health.exec(frozen(['pg_isready', '-q']), frozen(TIMING)) }).livenessProbe).toEqual({
    exec: { command: ['pg_isready', '-q'] },
    ...RENDERED,
  });
});

test('Health.tcp asks the first port that the instance declares', () => {
  const ports = [{ name: 'a', number: 1111 }, { name: 'b', number: 2222 }]; // prettier-ignore
  expect(app({ port: undefined, ports, readiness: Health.tcp() }).readinessProbe.tcpSocket).toEqual({ port: 1111 });
});

test('Health.grpc asks the first port, for the server as a whole', () => {
  expect(app({ readiness: Health.grpc() }).readinessProbe.grpc).toEqual({ port: 5000 });
});

test('Health.exec needs no port', () => {
  expect(app({ port: undefined, readiness: Health.exec(['true']) }).readinessProbe.exec).toEqual({ command: ['true'] });
});

test('one Health serves several instances, each with its own port', () => {
  const health = Health.tcp();
  expect(app({ health, port: 1111 }).readinessProbe.tcpSocket).toEqual({ port: 1111 });
  expect(app({ health, port: 2222 }).readinessProbe.tcpSocket).toEqual({ port: 2222 });
});

test('an initial delay of nothing is left out, as the API server does', () => {
  const readiness = Health.tcp({ initialDelay: Duration.seconds(0) });
  expect(app({ readiness }).readinessProbe).not.toHaveProperty('initialDelaySeconds');
});

test('the default port is the first that is asked over TCP', () => {
  const ports = [{ name: 'dns', number: 53, protocol: Protocol.UDP }, { name: 'admin', number: 8081 }]; // prettier-ignore
  expect(app({ port: undefined, ports, readiness: Health.tcp() }).readinessProbe.tcpSocket).toEqual({ port: 8081 });
});

test('fails when there is no port to ask', () => {
  expect(() => newInstance({ port: undefined, readiness: Health.tcp() })).toThrow(
    new Error(
      "[prod/api] readiness.port must be known, got 'undefined': give it, or declare a TCP port of the instance",
    ),
  );
});

test.each([
  ['the port is 0', () => Health.http('/', { port: 0 }), '[Health.http] port', '1 to 65535', '0'],
  ['the port is NaN', () => Health.grpc({ port: NaN }), '[Health.grpc] port', '1 to 65535', 'NaN'],
  [
    'the threshold is 0',
    () => Health.tcp({ failureThreshold: 0 }),
    '[Health.tcp] failureThreshold',
    '1 to 2147483647',
    '0',
  ],
  [
    'the threshold is 2.5',
    () => Health.exec(['a'], { failureThreshold: 2.5 }),
    '[Health.exec] failureThreshold',
    '1 to 2147483647',
    '2.5',
  ],
  [
    'the period is 0',
    () => Health.tcp({ period: Duration.seconds(0) }),
    '[Health.tcp] period in seconds',
    '1 to 2147483647',
    '0',
  ],
  [
    'the time-out is 1.5 s',
    () => Health.tcp({ timeout: Duration.millis(1500) }),
    '[Health.tcp] timeout in seconds',
    '1 to 2147483647',
    '1.5',
  ],
  [
    'the delay is 1 ms',
    () => Health.tcp({ initialDelay: Duration.millis(1) }),
    '[Health.tcp] initialDelay in seconds',
    '0 to 2147483647',
    '0.001',
  ],
])('fails at once when %s', (_, make, prop, range, got) => {
  expect(make).toThrow(new Error(`${prop} must be a whole number of ${range}, got '${got}': correct it`));
});

test('fails at once when the path of Health.http is relative', () => {
  expect(() => Health.http('healthz')).toThrow(
    new Error("Health.http('healthz') must have a path that starts with '/': correct it"),
  );
});

test('fails at once when the command of Health.exec is empty', () => {
  expect(() => Health.exec([])).toThrow(
    new Error('Health.exec([]) must have a command: give the program and its arguments'),
  );
});

test.each([
  ['that nobody declares', [], '5000'],
  ['that is declared for UDP', [{ name: 'dns', number: 8080, protocol: Protocol.UDP }], '5000'],
])('fails when a probe asks a port %s', (_, ports, known) => {
  expect(() => app({ ports, readiness: Health.http('/', { port: 8080 }) })).toThrow(
    new Error(
      `[prod/api] readiness.port must be a TCP port that is declared, one of ${known}, got '8080': declare it in ports, or ` +
        'correct it',
    ),
  );
});

test('fails when a probe asks a port and none is declared', () => {
  expect(() => app({ port: undefined, readiness: Health.http('/', { port: 8080 }) })).toThrow(
    new Error(
      "[prod/api] readiness.port must be a TCP port that is declared, one of none, got '8080': declare it in ports, or " +
        'correct it',
    ),
  );
});
