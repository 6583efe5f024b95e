import { InstanceAction } from './actions';
import { InstanceKind } from '../object/instance-kind';
import { unsupported } from '../api/refusals';
import { WorkloadKind } from '../object/resource';
import { rollOut } from './rollout';
import { scaleDown, scaleUp } from './scaling';
import { resume, runAgain, suspend } from './suspension';
import { WorkloadDoing } from './workload-doing';

/** Functions that start, stop and restart one kind of workload. */
type Verbs = Readonly<Record<InstanceAction, (doing: WorkloadDoing) => Promise<void>>>;

/**
 * Functions for ReplicaSets and ReplicationControllers. Their controllers do not replace running pods, so a restart scales
 * to 0 and back.
 */
const SCALED: Verbs = { start: scaleUp, stop: scaleDown, restart: again };
const ROLLED: Verbs = { ...SCALED, restart: rolledOrStarted };

const VERBS: Readonly<Record<WorkloadKind, Verbs>> = {
  [InstanceKind.DEPLOYMENT]: ROLLED,
  [InstanceKind.STATEFUL_SET]: ROLLED,
  [InstanceKind.REPLICA_SET]: SCALED,
  [InstanceKind.REPLICATION_CONTROLLER]: SCALED,
  [InstanceKind.DAEMON_SET]: { start: onlyRestart, stop: onlyRestart, restart: rollOut },
  [InstanceKind.JOB]: { start: resume, stop: suspend, restart: runAgain },
  [InstanceKind.CRON_JOB]: { start: resume, stop: suspend, restart: neverRestart },
};

/**
 * Starts, stops or restarts a workload.
 *
 * @throws MarRuntimeError `Unsupported` if the kind of the workload has no such action
 */
export function actOnWorkload(doing: WorkloadDoing, action: InstanceAction): Promise<void> {
  return VERBS[doing.kind][action](doing);
}

async function again(doing: WorkloadDoing): Promise<void> {
  const { spec } = await doing.read();
  await scaleDown(doing, false);
  if (!doing.isDryRun || spec.replicas === 0) await scaleUp(doing);
  else doing.did(`scaled ${doing.name} from 0 to ${spec.replicas ?? 1}`);
}

/** Restarts a workload with a rollout. Starts a workload with 0 replicas instead, because it has no pods to replace. */
async function rolledOrStarted(doing: WorkloadDoing): Promise<void> {
  const { spec } = await doing.read();
  await (spec.replicas === 0 ? scaleUp(doing) : rollOut(doing));
}

function onlyRestart({ target, name }: WorkloadDoing): Promise<void> {
  const why = `${name} has a pod on each node as long as it exists, so it can only be restarted`;
  return Promise.reject(unsupported(target, why, 'delete it to stop it, and apply its manifest to start it'));
}

function neverRestart({ target, name }: WorkloadDoing): Promise<void> {
  const why = `${name} starts a new job each time, so there is nothing to restart`;
  return Promise.reject(unsupported(target, why, 'restart the job that runs, or stop and start it to skip times'));
}
