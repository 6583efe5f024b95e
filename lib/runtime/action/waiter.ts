import { listObjects, KubeApi } from '../api/api';
import { Deadline } from './deadline';
import { follow } from '../api/follow';
import { KubeObject } from '../object/kube';
import { OURS } from '../object/ownership';
import { Resource } from '../object/resource';
import { Listener, SharedWatch } from './shared-watch';
import { Clock } from '../api/clock';

/** Condition to wait for, on objects of one kind in one namespace. */
export interface WaitCondition<T extends KubeObject> {
  readonly resource: Resource<T>;
  readonly namespace: string;
  /** Name of one object, or label `key=value` of all objects that belong to an instance. */
  readonly key: string;
  /**
   * Returns the reason for waiting longer, as the end of a sentence such as `not done within 300 s, as …`. Returns undefined
   * to end the wait.
   */
  explainWait(objects: readonly T[]): string | undefined;
  /** Called each time that the reason for waiting changes. */
  report(lack: string): void;
}

/** Pause in milliseconds before the next try if the watch says that the condition is met, but a read says that it is not. */
const PAUSE = 100;

/** Waits for many objects with one watch for each kind and namespace. */
export class Waiter {
  private readonly watches = new Map<string, SharedWatch>();

  constructor(
    private readonly api: KubeApi,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits until the objects meet the condition, and returns them. Confirms the result of the watch with a read, because a
   * watch may lag behind earlier writes.
   *
   * @throws MarRuntimeError `Timeout` or `Aborted` when the deadline ends
   */
  public async waitFor<T extends KubeObject>(wanted: WaitCondition<T>, deadline: Deadline): Promise<readonly T[]> {
    for (;;) {
      await this.waitForWatch(wanted, deadline);
      const objects = await readObjects(this.api.withSignal(deadline.signal), wanted);
      const lack = wanted.explainWait(objects);
      if (lack === undefined) return objects;
      deadline.throwIfEnded(lack);
      await this.clock.sleep(PAUSE, deadline.signal);
    }
  }

  private async waitForWatch<T extends KubeObject>(wanted: WaitCondition<T>, deadline: Deadline): Promise<void> {
    const watch = this.getWatch(wanted);
    const { resource, key } = wanted;
    let last = `nothing is known yet of ${resource.kind} ${key}`;
    let stop: () => void = () => undefined;
    await new Promise<void>((resolve, reject: (error: unknown) => void) => {
      const onObjects = (objects: readonly KubeObject[]): void => {
        const lack = wanted.explainWait(objects as readonly T[]);
        if (lack === undefined) resolve();
        else if (lack !== last) wanted.report(lack);
        last = lack ?? last;
      };
      const giveUp = (): void => { reject(deadline.error(last)); }; // prettier-ignore
      const listener: Listener = { key, onObjects, onError: reject };
      stop = (): void => {
        deadline.signal.removeEventListener('abort', giveUp);
        watch.leave(listener);
      };
      deadline.signal.addEventListener('abort', giveUp);
      if (deadline.signal.aborted) giveUp();
      watch.join(listener);
    }).finally(() => { stop(); }); // prettier-ignore
  }

  private getWatch({ resource, namespace }: { resource: Resource; namespace: string }): SharedWatch {
    const key = `${resource.name} ${namespace}`;
    const selection = { namespace, labels: OURS };
    const known = this.watches.get(key);
    if (known !== undefined) return known;
    const made = new SharedWatch(
      (signal) => follow(this.api, resource, selection, signal, this.clock),
      () => { this.watches.delete(key); }, // prettier-ignore
    );
    this.watches.set(key, made);
    return made;
  }
}

async function readObjects<T extends KubeObject>(
  api: KubeApi,
  { resource, namespace, key }: WaitCondition<T>,
): Promise<readonly T[]> {
  if (key.includes('=')) return listObjects(api, resource, { namespace, labels: `${OURS},${key}` });
  const object = await api.get(resource, namespace, key);
  return object === undefined ? [] : [object];
}
