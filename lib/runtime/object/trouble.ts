import { Condition, ContainerStatus, Pod } from './kube';
import { isAlive } from './pod-facts';

/** Reason why a pod or workload is not healthy. */
export interface Trouble {
  readonly reason: string;
  readonly message?: string;
}

/** Waiting reasons of a container that is starting normally. Any other known reason is reported first. */
const USUAL: readonly string[] = ['ContainerCreating', 'PodInitializing'];

/**
 * Returns why `pod` is not healthy, or undefined if it is healthy. Reports the first reason that applies, because it
 * explains the later ones.
 */
export function troubleOf(pod: Pod): Trouble | undefined {
  const { reason, message, conditions = [], initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  if (reason !== undefined && reason !== '') return { reason, message };
  const containers = [...initContainerStatuses, ...containerStatuses].flatMap(containerTrouble);
  const serious = containers.find((trouble) => !USUAL.includes(trouble.reason));
  if (serious !== undefined) return serious;
  return (
    falseCondition(conditions, 'PodScheduled') ?? containers[0] ?? (isAlive(pod) ? unready(conditions) : undefined)
  );
}

/** Returns the reason and message in parentheses for the end of a sentence, or an empty string for undefined. */
export function inWords(trouble: Trouble | undefined): string {
  if (trouble === undefined) return '';
  return ` (${[trouble.reason, trouble.message].filter((text) => text !== undefined).join(': ')})`;
}

/**
 * Returns the most severe of several reasons: failures come before reasons that only mean waiting. Undefined if there are
 * none.
 */
export function worst(troubles: readonly (Trouble | undefined)[]): Trouble | undefined {
  const known = troubles.filter((trouble) => trouble !== undefined);
  return known.find(({ reason }) => !MILD.includes(reason)) ?? known[0];
}

const MILD: readonly string[] = [...USUAL, 'NotReady'];

/** Returns the reason of the condition of `type` if its status is `False` and it has a reason, otherwise undefined. */
export function falseCondition(conditions: readonly Condition[], type: string): Trouble | undefined {
  const found = conditions.find((condition) => condition.type === type && condition.status === 'False');
  return found?.reason === undefined ? undefined : { reason: found.reason, message: found.message };
}

/** Returns the reason of the condition of `type` if its status is `True`, otherwise undefined. */
export function trueCondition(conditions: readonly Condition[], type: string): Trouble | undefined {
  const found = conditions.find((condition) => condition.type === type && condition.status === 'True');
  return found === undefined ? undefined : { reason: found.reason ?? type, message: found.message };
}

/**
 * Returns `NotReady` with the message of the condition `Ready` if it is false. Its own reason is not useful: Kubernetes
 * writes `ContainersNotReady`, also if a readiness gate is closed.
 */
function unready(conditions: readonly Condition[]): Trouble | undefined {
  const found = conditions.find(({ type, status }) => type === 'Ready' && status === 'False');
  return found === undefined ? undefined : { reason: 'NotReady', message: found.message };
}

function containerTrouble({ name, state, lastState }: ContainerStatus): Trouble[] {
  const last = lastState?.terminated;
  const ended = last === undefined ? '' : `, after it ended with ${ending(last)}`;
  if (state?.waiting !== undefined) {
    const { reason = 'Waiting', message } = state.waiting;
    return [{ reason, message: `container ${name}${message === undefined ? ' waits' : `: ${message}`}${ended}` }];
  }
  const end = state?.terminated;
  if (end === undefined || end.exitCode === 0) return [];
  const words = [`container ${name} ended with ${ending(end)}`, end.message].filter((text) => text !== undefined);
  return [{ reason: end.reason ?? 'Error', message: words.join(': ') }];
}

function ending({ reason, exitCode }: { reason?: string; exitCode: number }): string {
  return reason === undefined || reason === 'Error' ? `exit code ${exitCode}` : `${reason} (exit code ${exitCode})`;
}
