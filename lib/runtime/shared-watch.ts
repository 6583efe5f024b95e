import { append } from '../internal/collections';
import { SELECTOR_LABELS } from '../internal/labels';
import { Change } from './follow';
import { KubeObject } from './kube';

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
  private readonly objects = new Map<string, KubeObject>();
  /** The names of the objects by each of their keys. */
  private readonly names = new Map<string, Set<string>>();
  private readonly listeners = new Map<string, Listener[]>();
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
    append(this.listeners, listener.key, listener);
    if (this.isListed) listener.hear(this.known(listener.key));
  }

  /** The last one to leave ends the watch. */
  public leave(listener: Listener): void {
    const left = (this.listeners.get(listener.key) ?? []).filter((other) => other !== listener);
    if (left.length > 0) this.listeners.set(listener.key, left);
    else this.listeners.delete(listener.key);
    if (this.listeners.size > 0) return;
    this.end.abort();
    this.onIdle();
  }

  private async run(changes: AsyncIterable<Change<KubeObject>>): Promise<void> {
    try {
      for await (const change of changes) this.take(change);
    } catch (error) {
      for (const listener of [...this.listeners.values()].flat()) listener.fail(error);
    }
  }

  private take({ isAll, put, dropped }: Change<KubeObject>): void {
    this.isListed = true;
    const gone = isAll ? [...this.objects.values()] : dropped;
    for (const object of gone) this.drop(object);
    for (const object of put) this.put(object);
    const concerned = isAll ? [...this.listeners.keys()] : [...put, ...dropped].flatMap(keysOf);
    for (const key of concerned) {
      for (const listener of this.listeners.get(key) ?? []) listener.hear(this.known(key));
    }
  }

  private put(object: KubeObject): void {
    const [name] = keysOf(object);
    this.objects.set(name, object);
    for (const key of keysOf(object)) this.names.set(key, (this.names.get(key) ?? new Set()).add(name));
  }

  private drop(object: KubeObject): void {
    const [name] = keysOf(object);
    this.objects.delete(name);
    for (const key of keysOf(object)) this.names.get(key)?.delete(name);
  }

  private known(key: string): KubeObject[] {
    const names = [...(this.names.get(key) ?? [])];
    return names.map((name) => this.objects.get(name)).filter((object) => object !== undefined);
  }
}

/** The name, and the labels that tell to which instance it belongs. */
function keysOf({ metadata: { name = '', labels = {} } }: KubeObject): [name: string, ...labels: string[]] {
  const selectors = SELECTOR_LABELS.filter((label) => labels[label] !== undefined);
  return [name, ...selectors.map((label) => `${label}=${labels[label] ?? ''}`)];
}
