import * as path from 'node:path';
import { ContainerPort, ContainerProps, EnvFrom, EnvValue, ImagePullPolicy, k8s, Protocol } from 'cdk8s-plus-30';
import { getProtocol } from '../network/port';
import { propError, Where } from '../internal/errors';
import { findNameProblems, findValueFromProblems } from '../kube/downward-api';
import { PORT_NAME, requireName, requirePortNumber, requireUnique } from '../kube/names';
import { throwFirst } from '../kube/problem';
import {
  requireInstance,
  requireList,
  requireMember,
  requireObject,
  requireRecord,
  requireTexts,
  typeOf,
} from '../internal/values';

/** Refuses ports that the API server would refuse, or that stand there twice. */
export function requirePorts(pod: Where, prefix: string, stock: ContainerProps): void {
  const ports = stock.ports ?? [];
  requireList(pod, `${prefix}ports`, ports);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- cdk8s-plus still takes it
  const single = stock.portNumber ?? stock.port;
  if (single !== undefined) requirePortNumber(pod, `${prefix}portNumber`, single);
  for (const port of ports) requirePort(pod, prefix, port);
  requireUnique(pod, `${prefix}ports[].name`, ports.flatMap((port) => port.name ?? []), 'container'); // prettier-ignore
  const all = single === undefined ? ports : [{ number: single }, ...ports];
  const keys = all.map((port: ContainerPort) => `${port.number}/${getProtocol(port)}`);
  requireUnique(pod, `${prefix}ports[].number`, keys, 'container');
}

/** Refuses a port whose number, name or protocol is none. */
export function requirePort(pod: Where, prefix: string, port: ContainerPort): void {
  requireObject(pod, `${prefix}ports[]`, port);
  const { number, name, protocol } = port;
  requirePortNumber(pod, `${prefix}ports[].number`, number);
  if (name !== undefined) requireName(pod, `${prefix}ports[].name`, name, PORT_NAME, 'rename the port');
  requireMember(pod, `${prefix}ports[].protocol`, protocol, Protocol);
}

/** Refuses variables that are no values of cdk8s-plus, and a program that is no list. What is refused may be secret. */
export function requireProgram(pod: Where, prefix: string, stock: ContainerProps): void {
  const { envVariables = {}, envFrom = [], imagePullPolicy } = stock;
  requireTexts(pod, `${prefix}command`, stock.command, typeOf);
  requireTexts(pod, `${prefix}args`, stock.args, typeOf);
  requireMember(pod, `${prefix}imagePullPolicy`, imagePullPolicy, ImagePullPolicy);
  if (typeof envVariables !== 'object')
    throw propError(pod, `${prefix}env`, typeOf(envVariables), 'must be an object', "give one, as in '{ … }'");
  requireRecord(pod, `${prefix}env`, envVariables);
  for (const [name, value] of Object.entries(envVariables)) {
    if (!isEnvValue(value)) {
      const advice = "give one, such as EnvValue.fromValue('…') for a text";
      throw propError(pod, `${prefix}env['${name}']`, typeOf(value), 'must be an EnvValue', advice);
    }
    requireSource(pod, `${prefix}env['${name}']`, value);
  }
  requireEnvFrom(pod, prefix, envFrom);
}

function requireEnvFrom(pod: Where, prefix: string, envFrom: readonly EnvFrom[]): void {
  requireList(pod, `${prefix}envFrom`, envFrom);
  for (const from of envFrom) {
    requireInstance(
      pod,
      `${prefix}envFrom[]`,
      from,
      '_toKube',
      'an EnvFrom',
      "Env.fromSecret(…), or a MarConfig's envFrom()",
    );
    const { configMapRef, secretRef } = from._toKube();
    throwFirst(pod, findNameProblems(`${prefix}envFrom[].configMap`, configMapRef));
    throwFirst(pod, findNameProblems(`${prefix}envFrom[].secret`, secretRef));
    if ((configMapRef === undefined) !== (secretRef === undefined)) continue;
    throw propError(pod, `${prefix}envFrom[]`, '', 'must have either a ConfigMap or a Secret', 'give one of them');
  }
}

/** Refuses fields and resources of the pod that the server does not let a variable be read from. */
function requireSource(pod: Where, prop: string, value: EnvValue | undefined): void {
  const source = k8s.toJson_EnvVarSource(value?.valueFrom as k8s.EnvVarSource | undefined);
  if (source !== undefined) throwFirst(pod, findValueFromProblems(prop, source));
}

/** One that is undefined is left out. */
function isEnvValue(value: unknown): boolean {
  return (
    value === undefined || (typeof value === 'object' && value !== null && ('value' in value || 'valueFrom' in value))
  );
}

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
export function requireEnvNames(pod: Where, prefix: string, names: readonly string[]): void {
  for (const name of names) {
    if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) continue;
    const rule = "must have names of letters, digits, '_', '-' and '.', the first no digit";
    throw propError(pod, `${prefix}env`, name, rule, 'rename the variable');
  }
}

/** @see https://github.com/opencontainers/runtime-spec/blob/main/config.md#process: `cwd` */
export function requireWorkingDir(pod: Where, prefix: string, workingDir = ''): void {
  if (typeof workingDir === 'string' && (workingDir === '' || workingDir.startsWith('/'))) return;
  throw propError(pod, `${prefix}workingDir`, workingDir, 'must be absolute', "start it with '/'");
}

/** What may be mounted over in `/proc`: files that tell a container of its own share of the node. */
const IN_PROC = new Set(
  ['cpuinfo', 'diskstats', 'loadavg', 'meminfo', 'slabinfo', 'stat', 'swaps', 'uptime'].map((file) => `/proc/${file}`),
);

/** @see https://github.com/opencontainers/runc/blob/main/libcontainer/rootfs_linux.go: `checkProcMount` */
export function requireMountable(pod: Where, prop: string, mountPath: string): void {
  const folder = path.posix.join('/', mountPath, '.').replace(/\/$/, '');
  if (!`${folder}/`.startsWith('/proc/') || IN_PROC.has(folder)) return;
  const rule = 'must not be in /proc, where the container runtime mounts nothing';
  throw propError(pod, prop, mountPath, rule, 'choose another path');
}
