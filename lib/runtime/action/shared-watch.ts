import { SELECTOR_LABELS } from '../../internal/labels';
import { Change } from '../api/follow';
import { KubeObject } from '../object/kube';
import { getOrMake } from '../../internal/collections';

/** Receives the objects that have one name or one label. */
export interface Listener {
  /** Name, such as `api`, or label, such as `deployment=api`. */
  readonly key: string;
  /** Called with all current objects of the key, after the first list and after each change. */
  onObjects(objects: readonly KubeObject[]): void;
  /** Called once if the watch fails. Neither method is called after that. */
  onError(error: unknown): void;
}

/** Watch of the objects of one kind in one namespace, shared by many listeners. Ends when the last listener leaves. */
export class SharedWatch {
  /** Objects by key, then by name. Each object is stored under its name and under its selector labels. */
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

  /** Adds a listener, and calls it at once if the objects are known already. */
  public join(listener: Listener): void {
    getOrMake(this.listeners, listener.key).set(listener, listener);
    if (this.isListed) listener.onObjects(this.getObjects(listener.key));
  }

  /** Removes `listener`. Ends the watch when its last listener is removed. */
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
      for await (const change of changes) this.apply(change);
    } catch (error) {
      for (const listeners of [...this.listeners.values()])
        for (const listener of listeners.keys()) listener.onError(error);
    }
  }

  private apply({ isFullList, put, dropped }: Change<KubeObject>): void {
    this.isListed = true;
    if (isFullList) this.objects.clear();
    for (const object of dropped) {
      for (const key of getKeys(object)) getOrMake(this.objects, key).delete(object.metadata.name);
    }
    for (const object of put) {
      for (const key of getKeys(object)) getOrMake(this.objects, key).set(object.metadata.name, object);
    }
    const concerned = isFullList ? [...this.listeners.keys()] : [...put, ...dropped].flatMap(getKeys);
    for (const key of new Set(concerned)) {
      for (const listener of this.listeners.get(key)?.keys() ?? []) listener.onObjects(this.getObjects(key));
    }
  }

  private getObjects(key: string): KubeObject[] {
    return [...getOrMake(this.objects, key).values()];
  }
}

/** Returns the keys of an object: its name, and as `key=value` each label that names the instance it belongs to. */
function getKeys({ metadata: { name, labels } }: KubeObject): [name: string, ...labels: string[]] {
  const selectors = Object.entries({ ...labels }).filter(([label]) => SELECTOR_LABELS.includes(label));
  return [name, ...selectors.map((selector) => selector.join('='))];
}
