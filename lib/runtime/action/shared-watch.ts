import { SELECTOR_LABELS } from '../../internal/labels';
import { Change } from '../api/follow';
import { KubeObject } from '../object/kube';
import { getOrMake } from '../../internal/collections';

/** Who wants to hear of the object of one name, or of those with one label. */
export interface Listener {
  /** `api`, or `deployment=api`. */
  readonly key: string;
  /** What there is now. */
  hear(objects: readonly KubeObject[]): void;
  /** Nothing more will be heard. */
  fail(error: unknown): void;
}

/** The objects of one kind in one namespace, for many listeners, while there is one. */
export class SharedWatch {
  /** The objects by their name, by each of their keys. */
  private readonly objects = new Map<string, Map<string, KubeObject>>();
  private readonly listeners = new Map<string, Map<Listener, Listener>>();
  private readonly end = new AbortController();
  private isListed = false;

  constructor(
    changes: (signal: AbortSignal) => AsyncIterable<Change<KubeObject>>,
    private readonly onIdle: () => void,
  ) {
    void this.run(changes(this.end.signal));
  }

  /** What is known is heard at once. */
  public join(listener: Listener): void {
    getOrMake(this.listeners, listener.key).set(listener, listener);
    if (this.isListed) listener.hear(this.known(listener.key));
  }

  /** The last one to leave ends the watch. */
  public leave(listener: Listener): void {
    const others = getOrMake(this.listeners, listener.key);
    others.delete(listener);
    if (others.size === 0) this.listeners.delete(listener.key);
    if (this.listeners.size > 0) return;
    this.end.abort();
    this.onIdle();
  }

  private async run(changes: AsyncIterable<Change<KubeObject>>): Promise<void> {
    try {
      for await (const change of changes) this.take(change);
    } catch (error) {
      for (const listeners of [...this.listeners.values()])
        for (const listener of listeners.keys()) listener.fail(error);
    }
  }

  private take({ isAll, put, dropped }: Change<KubeObject>): void {
    this.isListed = true;
    if (isAll) this.objects.clear();
    for (const object of dropped) {
      for (const key of keysOf(object)) getOrMake(this.objects, key).delete(object.metadata.name);
    }
    for (const object of put) {
      for (const key of keysOf(object)) getOrMake(this.objects, key).set(object.metadata.name, object);
    }
    const concerned = isAll ? [...this.listeners.keys()] : [...put, ...dropped].flatMap(keysOf);
    for (const key of new Set(concerned)) {
      for (const listener of this.listeners.get(key)?.keys() ?? []) listener.hear(this.known(key));
    }
  }

  private known(key: string): KubeObject[] {
    return [...getOrMake(this.objects, key).values()];
  }
}

/** The name, and the labels that tell to which instance it belongs. */
function keysOf({ metadata: { name, labels } }: KubeObject): [name: string, ...labels: string[]] {
  const selectors = Object.entries({ ...labels }).filter(([label]) => SELECTOR_LABELS.includes(label));
  return [name, ...selectors.map((selector) => selector.join('='))];
}
