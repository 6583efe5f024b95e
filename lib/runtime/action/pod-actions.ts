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
 * A stopped pod P is kept in a PodTemplate T. Whatever runs at the same time, and wherever it is interrupted, one of them is there:
 *
 * - Stop reads P, then writes T, then deletes P if P has not changed since it was read.
 * - Start reads T, then writes P (creates it, or marks the one that is there), then deletes T if T has not changed since it was read.
 *
 * Suppose that a stop deletes P and a start deletes T, which is all that is left. The stop wrote T before it deleted P; T has not
 * changed between the start's reading and deleting it, so the start read T after that. It wrote P after it read T, so after the
 * stop wrote T, so after the stop read P. Then either P was written before the stop deleted it, and the deletion was refused; or
 * after, and P is there. That needs each write to count as a change: T gets a new mark each time, and so does a P that is there.
 */

/** What there is of a pod: it, and what keeps it. */
interface Found {
  readonly pod?: Pod;
  readonly kept?: PodTemplate;
}

/** How often neither is found before it counts: both are read one after the other, and others start and stop meanwhile. */
const LOOKS = 4;

/** Keeps a pod in its template and deletes it with its grace period. */
export async function stopPod(doing: Undertaking, target: Target): Promise<void> {
  const missing = looks(target);
  await doing.settle(target, async () => {
    const pod = await doing.api.get(PODS, target.cluster, target.id);
    const kept = await doing.api.get(POD_TEMPLATES, target.cluster, target.id);
    check(target, { pod, kept });
    if (pod === undefined && kept === undefined) return missing();
    if (pod === undefined) return true;
    const isLeaving = pod.metadata.deletionTimestamp !== undefined; // whoever deleted it; until it is gone it can be read
    if (!isLeaving || !keeps(kept, pod)) await writeTemplate(doing, pod, kept);
    if (!isLeaving) await deletePod(doing, pod);
    if (doing.waits) await untilGone(doing, pod);
    return true;
  });
}

/** Makes a pod of the template that keeps it, and deletes that. */
export async function startPod(doing: Undertaking, target: Target): Promise<void> {
  await ready(doing, await begin(doing, target));
}

/** Stops, then starts. Interrupted between them and done again, it starts. A dry run asks about the start of what is stopped. */
export async function restartPod(doing: Undertaking, target: Target): Promise<void> {
  await stopPod(doing, target);
  if (!doing.isDryRun) await ready(doing, await whenThereIsRoom(doing, target, () => begin(doing, target)));
  else if (doing.steps.length === 0) await startPod(doing, target);
  else tellStart(doing, target);
}

/** Starts and does not wait. The pod that is there then; undefined in a dry run that could not see it. */
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

/** Refuses what is not ours. */
function check(target: Target, { pod, kept }: Found): void {
  if (pod !== undefined && !isInstance(InstanceKind.POD, pod)) throw notAnInstance(target, 'Pod');
  if (kept !== undefined && !isKept(kept)) throw notAnInstance(target, 'PodTemplate');
}

/** Neither was found: asks for another look, until it was the last. */
function looks(target: Target): () => boolean {
  let seen = 0;
  return () => {
    seen += 1;
    if (seen === LOOKS) throw noInstance(target);
    return false;
  };
}

/** Always written anew, also where it would say the same: a start that has read it before must fail. */
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

/** Nothing is created until the pod that is being deleted is gone. */
async function startAfter(doing: Undertaking, target: Target, leaving: Pod, kept?: PodTemplate): Promise<boolean> {
  if (!doing.isDryRun) await untilGone(doing, leaving);
  else if (kept === undefined) throw conflict(target, 'is being deleted and nothing keeps it', RESTART_IT);
  else tellStart(doing, target);
  return doing.isDryRun;
}

const RESTART_IT = 'restart it while it is there, which keeps it first';

/** What a dry run cannot have checked, as the old pod is still there. */
function tellStart(doing: Undertaking, { id }: Target): void {
  doing.did(`created Pod ${id}`);
  doing.did(`deleted PodTemplate ${id}`);
}

/** Creates the pod, or marks the one that is there. */
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

/** One that is gone by now was deleted by another start, which wrote the pod before. */
async function deleteTemplate(doing: Undertaking, kept: PodTemplate): Promise<void> {
  const { uid, resourceVersion } = kept.metadata;
  await doing.api.delete(POD_TEMPLATES, kept, { uid, resourceVersion }, doing.write);
  doing.did(`deleted PodTemplate ${kept.metadata.name}`);
}
