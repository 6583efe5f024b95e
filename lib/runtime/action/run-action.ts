import { ActionOptions, ActionResult, InstanceAction } from './actions';
import { KubeApi } from '../api/api';
import { Deadline } from './deadline';
import { MarErrorCode, MarRuntimeError } from '../api/errors';
import { InstanceKind } from '../object/instance-kind';
import { InstanceRef } from '../status/instance-status';
import { restartPod, startPod, stopPod } from './pod-actions';
import { findKind, missingInstanceError, readStatus } from '../status/find-instance';
import { inWords } from '../object/trouble';
import { ActionContext } from './action-context';
import { Waiter } from './waiter';
import { runWorkloadAction } from './run-workload-action';
import { WorkloadAction } from './workload-action';
import { Clock } from '../api/clock';

/** Objects that all actions of one MarClient share. */
export interface ActionDependencies {
  readonly api: KubeApi;
  readonly clock: Clock;
  readonly waiter: Waiter;
}

/** Default of `timeoutSeconds`, in seconds. */
const DEFAULT_TIMEOUT = 300;
/** Time limit in milliseconds for requests that only add detail to an error message. */
const DETAIL_TIMEOUT = 5000;

/**
 * Starts, stops or restarts an instance. Returns the steps that were taken and the notes for the operator. Looks up the kind
 * of the instance if `ref` has none.
 *
 * @throws MarRuntimeError
 */
export async function runAction(
  shared: ActionDependencies,
  action: InstanceAction,
  ref: InstanceRef,
  options: ActionOptions,
): Promise<ActionResult> {
  const { api, clock, waiter } = shared;
  const { cluster, id } = ref;
  const deadline = new Deadline({ cluster, id }, options.timeoutSeconds ?? DEFAULT_TIMEOUT, options.signal);
  const bounded = api.withSignal(deadline.signal);
  const ctx = new ActionContext(bounded, clock, waiter, options, deadline);
  const explain = (error: unknown): never => { throw deadline.explainError(error); }; // prettier-ignore
  try {
    const { kind = await findKind(bounded, ref).catch(explain) } = ref;
    await runOnInstance(ctx, { cluster, id, kind }, action)
      .catch(explain)
      .catch((error: unknown) => throwWithDetail(shared, { cluster, id, kind }, error));
    return { cluster, id, kind, action, already: ctx.steps.length === 0, steps: ctx.steps, notes: ctx.notes };
  } finally {
    deadline.dispose();
  }
}

function runOnInstance(ctx: ActionContext, ref: Required<InstanceRef>, action: InstanceAction): Promise<void> {
  const { kind, ...target } = ref;
  if (kind !== InstanceKind.POD) return runWorkloadAction(new WorkloadAction(ctx, kind, target), action);
  return { start: startPod, stop: stopPod, restart: restartPod }[action](ctx, target);
}

/**
 * Throws `error`, with more detail if the API server still answers. `NoSuchInstance` gets a suggestion of the likely ID or
 * cluster, the `Timeout` of a workload gets the reason in its status.
 */
async function throwWithDetail(
  { api }: ActionDependencies,
  ref: Required<InstanceRef>,
  error: unknown,
): Promise<never> {
  if (!(error instanceof MarRuntimeError)) throw error;
  const soon = api.withSignal(AbortSignal.timeout(DETAIL_TIMEOUT));
  const asItIs = (): MarRuntimeError => error;
  if (error.code === MarErrorCode.NO_SUCH_INSTANCE) throw await missingInstanceError(soon, ref).catch(asItIs);
  if (error.code !== MarErrorCode.TIMEOUT || ref.kind === InstanceKind.POD) throw error;
  throw await addReason(soon, ref, error).catch(asItIs);
}

async function addReason(api: KubeApi, ref: InstanceRef, error: MarRuntimeError): Promise<MarRuntimeError> {
  const { reason, message } = await readStatus(api, ref);
  if (reason === undefined) return error;
  return new MarRuntimeError(error.code, `${error.message}${inWords({ reason, message })}`, error);
}
