import { InstanceAction } from './actions';
import { InstanceKind } from '../object/instance-kind';
import { unsupportedError } from '../api/instance-errors';
import { WorkloadKind } from '../object/resource';
import { rollOut } from './rollout';
import { scaleDown, scaleUp } from './scaling';
import { resume, runAgain, suspend } from './suspension';
import { WorkloadAction } from './workload-action';

/** Functions that start, stop and restart one kind of workload. */
type ActionFunctions = Readonly<Record<InstanceAction, (ctx: WorkloadAction) => Promise<void>>>;

/**
 * Functions for ReplicaSets and ReplicationControllers. Their controllers do not replace running pods, so a restart scales
 * to 0 and back.
 */
const SCALE_FUNCTIONS: ActionFunctions = { start: scaleUp, stop: scaleDown, restart: restartByScaling };
const ROLLOUT_FUNCTIONS: ActionFunctions = { ...SCALE_FUNCTIONS, restart: rollOutOrStart };

const FUNCTIONS_BY_KIND: Readonly<Record<WorkloadKind, ActionFunctions>> = {
  [InstanceKind.DEPLOYMENT]: ROLLOUT_FUNCTIONS,
  [InstanceKind.STATEFUL_SET]: ROLLOUT_FUNCTIONS,
  [InstanceKind.REPLICA_SET]: SCALE_FUNCTIONS,
  [InstanceKind.REPLICATION_CONTROLLER]: SCALE_FUNCTIONS,
  [InstanceKind.DAEMON_SET]: { start: rejectStartAndStop, stop: rejectStartAndStop, restart: rollOut },
  [InstanceKind.JOB]: { start: resume, stop: suspend, restart: runAgain },
  [InstanceKind.CRON_JOB]: { start: resume, stop: suspend, restart: rejectRestart },
};

/**
 * Starts, stops or restarts a workload.
 *
 * @throws MarRuntimeError `Unsupported` if the kind of the workload has no such action
 */
export function runWorkloadAction(ctx: WorkloadAction, action: InstanceAction): Promise<void> {
  return FUNCTIONS_BY_KIND[ctx.kind][action](ctx);
}

async function restartByScaling(ctx: WorkloadAction): Promise<void> {
  const { spec } = await ctx.read();
  await scaleDown(ctx, false);
  if (!ctx.isDryRun || spec.replicas === 0) await scaleUp(ctx);
  else ctx.reportStep(`scaled ${ctx.name} from 0 to ${spec.replicas ?? 1}`);
}

/** Restarts a workload with a rollout. Starts a workload with 0 replicas instead, because it has no pods to replace. */
async function rollOutOrStart(ctx: WorkloadAction): Promise<void> {
  const { spec } = await ctx.read();
  await (spec.replicas === 0 ? scaleUp(ctx) : rollOut(ctx));
}

function rejectStartAndStop({ target, name }: WorkloadAction): Promise<void> {
  const why = `${name} has a pod on each node as long as it exists, so it can only be restarted`;
  return Promise.reject(unsupportedError(target, why, 'delete it to stop it, and apply its manifest to start it'));
}

function rejectRestart({ target, name }: WorkloadAction): Promise<void> {
  const why = `${name} starts a new job each time, so there is nothing to restart`;
  return Promise.reject(unsupportedError(target, why, 'restart the job that runs, or stop and start it to skip times'));
}
