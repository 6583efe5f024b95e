import { InstanceKind } from '../object/instance-kind';
import { isKept, toTemplate, keeps, toPod, START_MARK } from '../object/kept-pod';
import { Pod, PodTemplate } from '../object/kube';
import { isInstance } from '../object/ownership';
import { noSuchInstanceError, notAnInstanceError } from '../api/instance-errors';
import { POD_TEMPLATES, PODS } from '../object/resource';
import { retryOverQuota } from './retry-over-quota';
import { waitUntilGone, waitUntilReady } from './pod-waits';
import { Target } from '../object/target';
import { conflictError, ActionContext } from './action-context';

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
interface FoundObjects {
  readonly pod?: Pod;
  readonly kept?: PodTemplate;
}

/**
 * Number of tries that must find neither object before the instance counts as missing. The pod and its PodTemplate are read
 * one after the other, so a stop or start by somebody else in between can hide both.
 */
const NOT_FOUND_RETRIES = 4;

/**
 * Stops a pod: saves it in a PodTemplate of its name, then deletes it with its grace period. Takes no step if the pod is
 * stopped already.
 *
 * @throws MarRuntimeError `NoSuchInstance`, `NotAnInstance` or `Conflict`
 */
export async function stopPod(ctx: ActionContext, target: Target): Promise<void> {
  const missing = countNotFound(target);
  await ctx.retryOnConflict(target, async () => {
    const pod = await ctx.api.get(PODS, target.cluster, target.id);
    const kept = await ctx.api.get(POD_TEMPLATES, target.cluster, target.id);
    requireInstance(target, { pod, kept });
    if (pod === undefined && kept === undefined) return missing();
    if (pod === undefined) return true;
    const isLeaving = pod.metadata.deletionTimestamp !== undefined; // a pod that is being deleted can still be read
    if (!isLeaving || !keeps(kept, pod)) await writeTemplate(ctx, pod, kept);
    if (!isLeaving) await deletePod(ctx, pod);
    if (ctx.shouldWait) await waitUntilGone(ctx, pod);
    return true;
  });
}

/**
 * Starts a stopped pod: creates it from its PodTemplate, then deletes the PodTemplate. Takes no step if the pod exists and
 * has no PodTemplate.
 *
 * @throws MarRuntimeError `NoSuchInstance`, `NotAnInstance`, `Conflict`, or `Failed` if the pod ends in an error
 */
export async function startPod(ctx: ActionContext, target: Target): Promise<void> {
  await waitIfRequested(ctx, await startWithoutWaiting(ctx, target));
}

/**
 * Stops, then starts. Safe to run again after an interruption. A dry run validates the start only if the pod is stopped
 * already; otherwise it only reports the steps of the start.
 */
export async function restartPod(ctx: ActionContext, target: Target): Promise<void> {
  await stopPod(ctx, target);
  if (!ctx.isDryRun)
    await waitIfRequested(ctx, await retryOverQuota(ctx, target, () => startWithoutWaiting(ctx, target)));
  else if (ctx.steps.length === 0) await startPod(ctx, target);
  else reportStart(ctx, target);
}

/**
 * Starts a pod without waiting until it is ready. Returns the pod, or undefined in a dry run while the old pod is still
 * being deleted.
 */
async function startWithoutWaiting(ctx: ActionContext, target: Target): Promise<Pod | undefined> {
  const missing = countNotFound(target);
  let running: Pod | undefined;
  await ctx.retryOnConflict(target, async () => {
    const kept = await ctx.api.get(POD_TEMPLATES, target.cluster, target.id);
    const pod = await ctx.api.get(PODS, target.cluster, target.id);
    requireInstance(target, { pod, kept });
    if (pod === undefined && kept === undefined) return missing();
    if (pod?.metadata.deletionTimestamp !== undefined) return waitForDeletion(ctx, target, pod, kept);
    running = kept === undefined ? pod : await writePod(ctx, pod, kept);
    if (kept !== undefined) await deleteTemplate(ctx, kept);
    return true;
  });
  return running;
}

async function waitIfRequested(ctx: ActionContext, running: Pod | undefined): Promise<void> {
  if (ctx.shouldWait && running !== undefined) await waitUntilReady(ctx, running);
}

/** Throws `NotAnInstance` if the pod or the PodTemplate does not belong to an instance of MAR. */
function requireInstance(target: Target, { pod, kept }: FoundObjects): void {
  if (pod !== undefined && !isInstance(InstanceKind.POD, pod)) throw notAnInstanceError(target, 'Pod');
  if (kept !== undefined && !isKept(kept)) throw notAnInstanceError(target, 'PodTemplate');
}

/**
 * Returns a function to call when neither object was found. The function returns false to request another try, and throws
 * `NoSuchInstance` at the last one.
 */
function countNotFound(target: Target): () => boolean {
  let seen = 0;
  return () => {
    seen += 1;
    if (seen === NOT_FOUND_RETRIES) throw noSuchInstanceError(target);
    return false;
  };
}

/**
 * Creates or replaces the PodTemplate. Replaces it even if the content is the same: the new resourceVersion makes a start
 * fail that read the PodTemplate before.
 */
async function writeTemplate(ctx: ActionContext, pod: Pod, kept: PodTemplate | undefined): Promise<void> {
  const template = toTemplate(pod, { at: ctx.clock.now(), mark: ctx.clock.createId() });
  if (kept === undefined) {
    await ctx.api.create(POD_TEMPLATES, template, ctx.writeOptions);
  } else {
    const { uid, resourceVersion } = kept.metadata;
    const metadata = { ...template.metadata, uid, resourceVersion };
    await ctx.api.replace(POD_TEMPLATES, { ...template, metadata }, ctx.writeOptions);
  }
  ctx.reportStep(`kept Pod ${pod.metadata.name} in a PodTemplate`);
}

/**
 * Waits until the pod that is being deleted is gone, and returns false to request another try. A dry run does not wait: it
 * reports the steps and returns true, or throws `Conflict` if there is no PodTemplate.
 */
async function waitForDeletion(ctx: ActionContext, target: Target, leaving: Pod, kept?: PodTemplate): Promise<boolean> {
  if (!ctx.isDryRun) await waitUntilGone(ctx, leaving);
  else if (kept === undefined) throw conflictError(target, 'is being deleted and nothing keeps it', RESTART_ADVICE);
  else reportStart(ctx, target);
  return ctx.isDryRun;
}

const RESTART_ADVICE = 'restart it while it is there, which keeps it first';

/** Reports the steps of a start that a dry run cannot validate, because the old pod still exists. */
function reportStart(ctx: ActionContext, { id }: Target): void {
  ctx.reportStep(`created Pod ${id}`);
  ctx.reportStep(`deleted PodTemplate ${id}`);
}

/**
 * Creates the pod from the PodTemplate. If the pod exists, changes its start mark instead, which makes a stop fail that read
 * the pod before.
 */
async function writePod(ctx: ActionContext, pod: Pod | undefined, kept: PodTemplate): Promise<Pod> {
  if (pod === undefined) {
    const created = await ctx.api.create(PODS, toPod(kept), ctx.writeOptions);
    ctx.reportStep(`created Pod ${kept.metadata.name}`);
    return created;
  }
  const { uid, resourceVersion } = pod.metadata;
  const annotations = { [START_MARK]: ctx.clock.createId() };
  return ctx.api.patch(PODS, pod, { metadata: { uid, resourceVersion, annotations } }, ctx.writeOptions);
}

async function deletePod(ctx: ActionContext, pod: Pod): Promise<void> {
  const { uid, resourceVersion } = pod.metadata;
  await ctx.api.delete(PODS, pod, { uid, resourceVersion }, ctx.writeOptions);
  ctx.reportStep(`deleted Pod ${pod.metadata.name}`);
}

/**
 * Deletes the PodTemplate unless it has changed since it was read. If another start has deleted it already (404), that start
 * has also written the pod, so another try finds the pod.
 */
async function deleteTemplate(ctx: ActionContext, kept: PodTemplate): Promise<void> {
  const { uid, resourceVersion } = kept.metadata;
  await ctx.api.delete(POD_TEMPLATES, kept, { uid, resourceVersion }, ctx.writeOptions);
  ctx.reportStep(`deleted PodTemplate ${kept.metadata.name}`);
}
