import { Condition, ContainerStatus, Pod } from './kube';
import { isAlive } from './pod-facts';

/** Why something is not well. */
export interface Trouble {
  readonly reason: string;
  readonly message?: string;
}

/** What a container waits for that is well: it comes after all else that is known. */
const USUAL: readonly string[] = ['ContainerCreating', 'PodInitializing'];

/** Why a pod is not well, undefined if it is. The first thing that holds of these explains the later ones. */
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

/** A trouble in brackets, for the end of a sentence; nothing if there is none. */
export function inWords(trouble: Trouble | undefined): string {
  if (trouble === undefined) return '';
  return ` (${[trouble.reason, trouble.message].filter((text) => text !== undefined).join(': ')})`;
}

/** The worst of several: what is wrong comes before what only takes its time. */
export function worst(troubles: readonly (Trouble | undefined)[]): Trouble | undefined {
  const known = troubles.filter((trouble) => trouble !== undefined);
  return known.find(({ reason }) => !MILD.includes(reason)) ?? known[0];
}

const MILD: readonly string[] = [...USUAL, 'NotReady'];

/** A condition that does not hold, and says why. */
export function falseCondition(conditions: readonly Condition[], type: string): Trouble | undefined {
  const found = conditions.find((condition) => condition.type === type && condition.status === 'False');
  return found?.reason === undefined ? undefined : { reason: found.reason, message: found.message };
}

/** A condition that holds, and is a trouble. */
export function trueCondition(conditions: readonly Condition[], type: string): Trouble | undefined {
  const found = conditions.find((condition) => condition.type === type && condition.status === 'True');
  return found === undefined ? undefined : { reason: found.reason ?? type, message: found.message };
}

/** Kubernetes has a sentence for it, and no word but `ContainersNotReady`, also where a gate is closed. */
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
