import { ActionOptions, ActionResult, InstanceAction } from './actions';
import { KubeApi } from '../api/api';
import { Deadline } from './deadline';
import { MarErrorCode, MarRuntimeError } from '../api/errors';
import { InstanceKind } from '../object/instance-kind';
import { InstanceRef } from '../status/instance-status';
import { restartPod, startPod, stopPod } from './pod-actions';
import { kindOf, nothing, statusOf } from '../status/resolve';
import { inWords } from '../object/trouble';
import { Undertaking } from './undertaking';
import { Waiting } from './waiting';
import { actOnWorkload } from './workload-actions';
import { WorkloadDoing } from './workload-doing';
import { World } from '../api/world';

/** Objects that all actions of one MarClient share. */
export interface Shared {
  readonly api: KubeApi;
  readonly world: World;
  readonly waiting: Waiting;
}

/** Default of `timeoutSeconds`, in seconds. */
const TIMEOUT = 300;
/** Time limit in milliseconds for requests that only add detail to an error message. */
const PATIENCE = 5000;

/**
 * Starts, stops or restarts an instance. Returns the steps that were taken and the notes for the operator. Looks up the kind
 * of the instance if `ref` has none.
 *
 * @throws MarRuntimeError
 */
export async function act(
  shared: Shared,
  action: InstanceAction,
  ref: InstanceRef,
  options: ActionOptions,
): Promise<ActionResult> {
  const { api, world, waiting } = shared;
  const { cluster, id } = ref;
  const deadline = new Deadline({ cluster, id }, options.timeoutSeconds ?? TIMEOUT, options.signal);
  const bounded = api.until(deadline.signal);
  const doing = new Undertaking(bounded, world, waiting, options, deadline);
  const explain = (error: unknown): never => { throw deadline.explained(error); }; // prettier-ignore
  try {
    const { kind = await kindOf(bounded, ref).catch(explain) } = ref;
    await actOn(doing, { cluster, id, kind }, action)
      .catch(explain)
      .catch((error: unknown) => fail(shared, { cluster, id, kind }, error));
    return { cluster, id, kind, action, already: doing.steps.length === 0, steps: doing.steps, notes: doing.notes };
  } finally {
    deadline.dispose();
  }
}

function actOn(doing: Undertaking, ref: Required<InstanceRef>, action: InstanceAction): Promise<void> {
  const { kind, ...target } = ref;
  if (kind !== InstanceKind.POD) return actOnWorkload(new WorkloadDoing(doing, kind, target), action);
  return { start: startPod, stop: stopPod, restart: restartPod }[action](doing, target);
}

/**
 * Throws `error`, with more detail if the API server still answers. `NoSuchInstance` gets a suggestion of the likely ID or
 * cluster, the `Timeout` of a workload gets the reason in its status.
 */
async function fail({ api }: Shared, ref: Required<InstanceRef>, error: unknown): Promise<never> {
  if (!(error instanceof MarRuntimeError)) throw error;
  const soon = api.until(AbortSignal.timeout(PATIENCE));
  const asItIs = (): MarRuntimeError => error;
  if (error.code === MarErrorCode.NO_SUCH_INSTANCE) throw await nothing(soon, ref).catch(asItIs);
  if (error.code !== MarErrorCode.TIMEOUT || ref.kind === InstanceKind.POD) throw error;
  throw await withReason(soon, ref, error).catch(asItIs);
}

async function withReason(api: KubeApi, ref: InstanceRef, error: MarRuntimeError): Promise<MarRuntimeError> {
  const { reason, message } = await statusOf(api, ref);
  if (reason === undefined) return error;
  return new MarRuntimeError(error.code, `${error.message}${inWords({ reason, message })}`, error);
}
