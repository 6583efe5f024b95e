import { MarErrorCode, MarRuntimeError } from '../api/errors';
import { KubeObject, Pod } from '../object/kube';
import { isAlive, isReady } from '../object/pod-facts';
import { PODS } from '../object/resource';
import { inWords, troubleOf } from '../object/trouble';
import { targetOf } from '../object/target';
import { conflictError, ActionContext } from './action-context';

/** Waits until the pod with the uid of `pod` is gone. A new pod of the same name counts as gone. */
export async function waitUntilGone(ctx: ActionContext, pod: Pod): Promise<void> {
  const { id, cluster } = targetOf(pod);
  await ctx.waitFor<Pod>({
    resource: PODS,
    namespace: cluster,
    key: id,
    explainWait: ([now]) => (hasSameUid(now, pod) ? `Pod ${id} is still there${formatFinalizers(now)}` : undefined),
  });
}

/**
 * Waits until the pod with the uid of `pod` is ready or has succeeded.
 *
 * @throws MarRuntimeError `Failed` if the pod ends in an error, `Conflict` if it is deleted or replaced meanwhile
 */
export async function waitUntilReady(ctx: ActionContext, pod: Pod): Promise<void> {
  const target = targetOf(pod);
  const { id, cluster } = target;
  const explainWait = ([seen]: readonly Pod[]): string | undefined => explainUnreadyPod(seen, pod);
  const [now] = await ctx.waitFor<Pod>({ resource: PODS, namespace: cluster, key: id, explainWait });
  if (!hasSameUid(now, pod) || now.metadata.deletionTimestamp !== undefined) {
    throw conflictError(
      target,
      'was stopped or deleted while it started',
      'look who else does that, then start it again',
    );
  }
  if (now.status?.phase !== 'Failed') return;
  const { reason = 'Failed', message = 'it says no more' } = troubleOf(now) ?? {};
  const text = `[${cluster}/${id}] has ended in an error (${reason}: ${message}): look at its logs, then restart it`;
  throw new MarRuntimeError(MarErrorCode.FAILED, text);
}

function explainUnreadyPod(now: Pod | undefined, pod: Pod): string | undefined {
  if (!hasSameUid(now, pod) || now.metadata.deletionTimestamp !== undefined) return undefined;
  if (isReady(now) || !isAlive(now)) return undefined;
  return `Pod ${pod.metadata.name} is not ready${inWords(troubleOf(now))}`;
}

function hasSameUid(now: Pod | undefined, pod: Pod): now is Pod {
  return now !== undefined && now.metadata.uid === pod.metadata.uid;
}

/** Returns the end of a sentence with the finalizers of the object, or an empty string if it has none. */
function formatFinalizers({ metadata: { finalizers = [] } }: KubeObject): string {
  return finalizers.length === 0 ? '' : `, for its finalizers ${finalizers.join(', ')}`;
}
