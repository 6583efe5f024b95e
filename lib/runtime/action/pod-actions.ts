import { InstanceKind } from '../object/instance-kind';
import { isKept, keep, keeps, restore, START_MARK } from '../object/kept-pod';
import { Pod, PodTemplate } from '../object/kube';
import { isInstance } from '../object/ownership';
import { noInstance, notAnInstance } from '../api/refusals';
import { POD_TEMPLATES, PODS } from '../object/resource';
import { whenThereIsRoom } from './pod-room';
import { untilGone, untilReady } from './pod-waits';
import { Target } from '../object/target';
import { conflict, Undertaking } from './undertaking';

/*
 * A stop saves pod P in PodTemplate T. Whatever runs at the same time and wherever it is interrupted, P or T exists:
 *
 * - A stop reads P, then writes T, then deletes P unless P has changed since it was read.
 * - A start reads T, then writes P (creates it, or changes its start mark), then deletes T unless T has changed since.
 *
 * Suppose that a stop deletes P and a start deletes T, so that neither exists. The stop wrote T before it deleted P. T did
 * not change between the read and the deletion by the start, so the start read T after the stop wrote it. The start wrote P
 * after it read T, so after the stop read P. If the start wrote P before the stop deleted it, P had changed and the deletion
 * was rejected. If the start wrote P after the deletion, P exists. Each write must count as a change, so each write gives T,
 * or a P that exists, a new mark.
 */

/**
 * Objects found for an instance of the kind Pod: the pod itself, and the PodTemplate that a stop saves it in. Both can exist
 * while a stop or start is under way.
 */
interface Found {
  readonly pod?: Pod;
  readonly kept?: PodTemplate;
}

/**
 * Number of tries that must find neither object before the instance counts as missing. The pod and its PodTemplate are read
 * one after the other, so a stop or start by somebody else in between can hide both.
 */
const LOOKS = 4;

/**
 * Stops a pod: saves it in a PodTemplate of its name, then deletes it with its grace period. Takes no step if the pod is
 * stopped already.
 *
 * @throws MarRuntimeError `NoSuchInstance`, `NotAnInstance` or `Conflict`
 */
export async function stopPod(doing: Undertaking, target: Target): Promise<void> {
  const missing = looks(target);
  await doing.settle(target, async () => {
    const pod = await doing.api.get(PODS, target.cluster, target.id);
    const kept = await doing.api.get(POD_TEMPLATES, target.cluster, target.id);
    check(target, { pod, kept });
    if (pod === undefined && kept === undefined) return missing();
    if (pod === undefined) return true;
    const isLeaving = pod.metadata.deletionTimestamp !== undefined; // a pod that is being deleted can still be read
    if (!isLeaving || !keeps(kept, pod)) await writeTemplate(doing, pod, kept);
    if (!isLeaving) await deletePod(doing, pod);
    if (doing.waits) await untilGone(doing, pod);
    return true;
  });
}

/**
 * Starts a stopped pod: creates it from its PodTemplate, then deletes the PodTemplate. Takes no step if the pod exists and
 * has no PodTemplate.
 *
 * @throws MarRuntimeError `NoSuchInstance`, `NotAnInstance`, `Conflict`, or `Failed` if the pod ends in an error
 */
export async function startPod(doing: Undertaking, target: Target): Promise<void> {
  await ready(doing, await begin(doing, target));
}

/**
 * Stops, then starts. Safe to run again after an interruption. A dry run validates the start only if the pod is stopped
 * already; otherwise it only reports the steps of the start.
 */
export async function restartPod(doing: Undertaking, target: Target): Promise<void> {
  await stopPod(doing, target);
  if (!doing.isDryRun) await ready(doing, await whenThereIsRoom(doing, target, () => begin(doing, target)));
  else if (doing.steps.length === 0) await startPod(doing, target);
  else tellStart(doing, target);
}

/**
 * Starts a pod without waiting until it is ready. Returns the pod, or undefined in a dry run while the old pod is still
 * being deleted.
 */
async function begin(doing: Undertaking, target: Target): Promise<Pod | undefined> {
  const missing = looks(target);
  let running: Pod | undefined;
  await doing.settle(target, async () => {
    const kept = await doing.api.get(POD_TEMPLATES, target.cluster, target.id);
    const pod = await doing.api.get(PODS, target.cluster, target.id);
    check(target, { pod, kept });
    if (pod === undefined && kept === undefined) return missing();
    if (pod?.metadata.deletionTimestamp !== undefined) return startAfter(doing, target, pod, kept);
    running = kept === undefined ? pod : await writePod(doing, pod, kept);
    if (kept !== undefined) await deleteTemplate(doing, kept);
    return true;
  });
  return running;
}

async function ready(doing: Undertaking, running: Pod | undefined): Promise<void> {
  if (doing.waits && running !== undefined) await untilReady(doing, running);
}

/** Throws `NotAnInstance` if the pod or the PodTemplate does not belong to an instance of MAR. */
function check(target: Target, { pod, kept }: Found): void {
  if (pod !== undefined && !isInstance(InstanceKind.POD, pod)) throw notAnInstance(target, 'Pod');
  if (kept !== undefined && !isKept(kept)) throw notAnInstance(target, 'PodTemplate');
}

/**
 * Returns a function to call when neither object was found. The function returns false to request another try, and throws
 * `NoSuchInstance` at the last one.
 */
function looks(target: Target): () => boolean {
  let seen = 0;
  return () => {
    seen += 1;
    if (seen === LOOKS) throw noInstance(target);
    return false;
  };
}

/**
 * Creates or replaces the PodTemplate. Replaces it even if the content is the same: the new resourceVersion makes a start
 * fail that read the PodTemplate before.
 */
async function writeTemplate(doing: Undertaking, pod: Pod, kept: PodTemplate | undefined): Promise<void> {
  const template = keep(pod, { at: doing.world.now(), mark: doing.world.fresh() });
  if (kept === undefined) {
    await doing.api.create(POD_TEMPLATES, template, doing.write);
  } else {
    const { uid, resourceVersion } = kept.metadata;
    const metadata = { ...template.metadata, uid, resourceVersion };
    await doing.api.replace(POD_TEMPLATES, { ...template, metadata }, doing.write);
  }
  doing.did(`kept Pod ${pod.metadata.name} in a PodTemplate`);
}

/**
 * Waits until the pod that is being deleted is gone, and returns false to request another try. A dry run does not wait: it
 * reports the steps and returns true, or throws `Conflict` if there is no PodTemplate.
 */
async function startAfter(doing: Undertaking, target: Target, leaving: Pod, kept?: PodTemplate): Promise<boolean> {
  if (!doing.isDryRun) await untilGone(doing, leaving);
  else if (kept === undefined) throw conflict(target, 'is being deleted and nothing keeps it', RESTART_IT);
  else tellStart(doing, target);
  return doing.isDryRun;
}

const RESTART_IT = 'restart it while it is there, which keeps it first';

/** Reports the steps of a start that a dry run cannot validate, because the old pod still exists. */
function tellStart(doing: Undertaking, { id }: Target): void {
  doing.did(`created Pod ${id}`);
  doing.did(`deleted PodTemplate ${id}`);
}

/**
 * Creates the pod from the PodTemplate. If the pod exists, changes its start mark instead, which makes a stop fail that read
 * the pod before.
 */
async function writePod(doing: Undertaking, pod: Pod | undefined, kept: PodTemplate): Promise<Pod> {
  if (pod === undefined) {
    const created = await doing.api.create(PODS, restore(kept), doing.write);
    doing.did(`created Pod ${kept.metadata.name}`);
    return created;
  }
  const { uid, resourceVersion } = pod.metadata;
  const annotations = { [START_MARK]: doing.world.fresh() };
  return doing.api.patch(PODS, pod, { metadata: { uid, resourceVersion, annotations } }, doing.write);
}

async function deletePod(doing: Undertaking, pod: Pod): Promise<void> {
  const { uid, resourceVersion } = pod.metadata;
  await doing.api.delete(PODS, pod, { uid, resourceVersion }, doing.write);
  doing.did(`deleted Pod ${pod.metadata.name}`);
}

/**
 * Deletes the PodTemplate unless it has changed since it was read. If another start has deleted it already (404), that start
 * has also written the pod, so another try finds the pod.
 */
async function deleteTemplate(doing: Undertaking, kept: PodTemplate): Promise<void> {
  const { uid, resourceVersion } = kept.metadata;
  await doing.api.delete(POD_TEMPLATES, kept, { uid, resourceVersion }, doing.write);
  doing.did(`deleted PodTemplate ${kept.metadata.name}`);
}
