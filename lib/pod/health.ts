import { Duration } from 'cdk8s';
import { ConnectionScheme, k8s } from 'cdk8s-plus-30';
import { callError, propError, textOf, Where } from '../internal/errors';
import { requirePortNumber, requireWhole } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { requireUnicode } from '../internal/unicode';
import { requireInstance, requireList, requireMember, requireObject, requireTexts } from '../internal/values';

/** Timing of a health check, and the number of failures that count. Durations are whole seconds. */
export interface HealthOptions {
  /**
   * Time between two checks, at least 1 s. Kubernetes: `periodSeconds`.
   * @default - 10 s; of the startup probe: 5 s
   */
  readonly period?: Duration;
  /**
   * Time after which a check without an answer has failed, at least 1 s. Kubernetes: `timeoutSeconds`.
   * @default - 3 s
   */
  readonly timeout?: Duration;
  /**
   * Time after the start of the container until the first check. Kubernetes: `initialDelaySeconds`.
   * @default - none
   */
  readonly initialDelay?: Duration;
  /**
   * Failures in a row until the check counts as failed: 1 or more. Kubernetes: `failureThreshold`.
   * @default - readiness 3: out of the Services after 30 s; liveness 6: restarted after a minute, when being out of the
   * Services did not help; startup 30: restarted when not up within 150 s
   */
  readonly failureThreshold?: number;
}

/** Options of the health checks over the network. */
export interface HealthPortOptions extends HealthOptions {
  /**
   * Port that the check connects to: a TCP port that the instance declares.
   * @default - the first TCP port that the instance declares
   */
  readonly port?: number;
}

/** Options of `Health.http`. */
export interface HealthHttpOptions extends HealthPortOptions {
  /**
   * HTTP or HTTPS. The kubelet does not verify the certificate of HTTPS.
   * @default ConnectionScheme.HTTP
   */
  readonly scheme?: ConnectionScheme;
}

/** Options of `Health.grpc`. */
export interface HealthGrpcOptions extends HealthPortOptions {
  /**
   * Name of the service in the request to the gRPC health service.
   * @default - none, which asks for the server as a whole
   */
  readonly service?: string;
}

/** The three probes of Kubernetes, with the timings that each has by default, in seconds. */
const PROBES = {
  startup: { period: 5, failureThreshold: 30 },
  liveness: { period: 10, failureThreshold: 6 },
  readiness: { period: 10, failureThreshold: 3 },
} as const;

/** Default timeout of a probe, in seconds. */
const TIMEOUT = 3;

type Kind = keyof typeof PROBES;

/**
 * Health check of a pod, for one probe or for all three. @see
 * https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Health {
  /**
   * Returns a check that sends a GET and succeeds if the status of the answer is 200 to 399.
   * @throws if the path does not start with '/', or an option is out of its range
   */
  public static http(path: string, options: HealthHttpOptions = {}): Health {
    requireUnicode('Health.http', 'path', path);
    if (typeof path !== 'string' || !path.startsWith('/'))
      throw callError(`Health.http('${textOf(path)}')`, "must have a path that starts with '/'", 'correct it');
    requireObject('Health.http', 'options', options);
    requireMember('Health.http', 'scheme', options.scheme, ConnectionScheme);
    const scheme = options.scheme ?? ConnectionScheme.HTTP;
    return new Health('http', options, (port) => ({
      httpGet: { path, port: k8s.IntOrString.fromNumber(port()), scheme },
    }));
  }

  /** Returns a check that succeeds if a TCP connection is accepted. @throws if an option is out of its range */
  public static tcp(options: HealthPortOptions = {}): Health {
    return new Health('tcp', options, (port) => ({ tcpSocket: { port: k8s.IntOrString.fromNumber(port()) } }));
  }

  /**
   * Returns a check that succeeds if the gRPC health service answers SERVING.
   * @throws if an option is out of its range
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   */
  public static grpc(options: HealthGrpcOptions = {}): Health {
    return new Health('grpc', options, (port) => ({ grpc: { port: port(), service: options.service } }));
  }

  /**
   * Returns a check that succeeds if the command exits with 0 in the container. @throws if the command is empty, or an
   * option is out of its range
   */
  public static exec(command: string[], options: HealthOptions = {}): Health {
    requireList('Health.exec', 'command', command);
    requireTexts('Health.exec', 'command', command);
    if (command.length === 0)
      throw callError('Health.exec([])', 'must have a command', 'give the program and its arguments');
    return new Health('exec', options, () => ({ exec: { command: [...command] } }));
  }

  private constructor(
    factory: string,
    private readonly options: HealthPortOptions,
    private readonly action: (port: () => number) => k8s.Probe,
  ) {
    const where = `Health.${factory}`;
    requireObject(where, 'options', options);
    const { port, failureThreshold, period, timeout, initialDelay } = options;
    if (port !== undefined) requirePortNumber(where, 'port', port);
    if (failureThreshold !== undefined) requireWhole(where, 'failureThreshold', failureThreshold, 1);
    if (period !== undefined) wholeSeconds(where, 'period', period, 1);
    if (timeout !== undefined) wholeSeconds(where, 'timeout', timeout, 1);
    if (initialDelay !== undefined) wholeSeconds(where, 'initialDelay', initialDelay, 0);
  }

  /**
   * Returns the probe. `ports` are the TCP ports of the instance; the default is the first. Not called `_toKube`, as the
   * probes of cdk8s-plus have a method of that name.
   * @throws if the check needs a port and `ports` does not include it
   * @internal
   */
  public _toProbe(where: Where, kind: Kind, prop: string, ports: readonly number[]): k8s.Probe {
    const { port = ports[0], period, timeout, initialDelay, failureThreshold } = this.options;
    const defaults = PROBES[kind];
    const action = this.action(() => {
      if (port === undefined) {
        throw propError(where, `${prop}.port`, port, 'must be known', 'give it, or declare a TCP port of the instance');
      }
      if (ports.includes(port)) return port;
      const rule = `must be a TCP port that is declared, one of ${ports.join(', ') || 'none'}`;
      throw propError(where, `${prop}.port`, port, rule, 'declare it in ports, or correct it');
    });
    const delay = initialDelay?.toSeconds();
    return {
      periodSeconds: period?.toSeconds() ?? defaults.period,
      timeoutSeconds: timeout?.toSeconds() ?? TIMEOUT,
      initialDelaySeconds: delay === 0 ? undefined : delay,
      failureThreshold: failureThreshold ?? defaults.failureThreshold,
      ...action,
    };
  }
}

/** Throws if `health` is not a `Health`, such as a probe of cdk8s-plus. */
export function requireHealth(where: Where, prop: string, health: unknown): void {
  requireInstance(where, prop, health, '_toProbe', 'a Health', "Health.http('/healthz')");
}
