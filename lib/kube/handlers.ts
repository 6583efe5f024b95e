import { isObject } from '../internal/json';
import { checkMember, checkWhole, isUnset, Problem } from './problem';

/** Field names of the probes of a container. */
export type ProbeKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe';

/** The actions of a probe or a lifecycle hook. */
const ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];
const COUNTS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

/**
 * Returns the problems for which the API server rejects a probe. Does not check the ports of the probe.
 * @see
 * https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
 */
export function findProbeProblems(field: string, kind: ProbeKind, probe: object): Problem[] {
  const numbers = probe as Readonly<Record<string, unknown>>;
  const { successThreshold: successes } = numbers;
  const mustBeOne = kind !== 'readinessProbe' && !isUnset(successes) && successes !== 0 && successes !== 1;
  const rule = `must be 1 for a ${kind === 'livenessProbe' ? 'liveness' : 'startup'} probe`;
  return [
    ...findHandlerProblems(field, probe),
    ...COUNTS.filter((count) => numbers[count] !== undefined).flatMap((count) =>
      checkWhole(`${field}.${count}`, numbers[count], 0),
    ),
    ...(mustBeOne
      ? [{ field: `${field}.successThreshold`, value: successes, rule, advice: 'leave it out' }]
      : checkWhole(`${field}.successThreshold`, successes, 0)),
    ...findGraceProblems(field, kind, numbers.terminationGracePeriodSeconds),
  ];
}

function findGraceProblems(field: string, kind: ProbeKind, seconds: unknown): Problem[] {
  const at = `${field}.terminationGracePeriodSeconds`;
  if (kind !== 'readinessProbe') return checkWhole(at, seconds, 1);
  const rule = 'must not be given for a readiness probe, which stops nothing';
  return isUnset(seconds) ? [] : [{ field: at, value: seconds, rule, advice: 'remove it' }];
}

/** Returns the problems for which the API server rejects the action of a probe or a lifecycle hook. Does not check ports. */
export function findHandlerProblems(field: string, handler: object): Problem[] {
  const actions = handler as Readonly<Record<string, unknown>>;
  const names = ACTIONS.filter((action) => isObject(actions[action]));
  const [name = '', second] = names;
  if (name === '' || second !== undefined) {
    const rule = `must have one of ${ACTIONS.join(', ')}`;
    return [{ field, value: names.join(', '), rule, advice: 'give one of them' }];
  }
  const { command, scheme } = actions[name] as Readonly<Record<string, unknown>>;
  if (name === 'httpGet') return checkMember(`${field}.httpGet.scheme`, scheme, ['HTTP', 'HTTPS']);
  if (name !== 'exec' || (Array.isArray(command) && command.length > 0)) return [];
  const advice = 'give the program and its arguments';
  return [{ field: `${field}.exec.command`, value: '', rule: 'must not be empty', advice }];
}
