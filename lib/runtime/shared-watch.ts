import { append } from '../internal/collections';
import { Change } from './follow';
import { KubeObject } from './kube';

/** Who wants to hear of the object of one name. */
export interface Listener {
  readonly name: string;
  /** What it is now; undefined if it is not there. */
  hear(object: KubeObject | undefined): void;
  /** Nothing more will be heard. */
  fail(error: unknown): void;
}

/** The objects of one kind in one namespace, for many listeners, while there is one. */
export class SharedWatch {
  private readonly objects = new Map<string, KubeObject>();
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
    append(this.listeners, listener.name, listener);
    if (this.isListed) listener.hear(this.objects.get(listener.name));
  }

  /** The last one to leave ends the watch. */
  public leave(listener: Listener): void {
    const left = (this.listeners.get(listener.name) ?? []).filter((other) => other !== listener);
    if (left.length > 0) this.listeners.set(listener.name, left);
    else this.listeners.delete(listener.name);
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
    if (isAll) this.objects.clear();
    for (const object of put) this.objects.set(nameOf(object), object);
    for (const object of dropped) this.objects.delete(nameOf(object));
    const concerned = isAll ? [...this.listeners.keys()] : [...put, ...dropped].map(nameOf);
    for (const name of concerned) {
      for (const listener of this.listeners.get(name) ?? []) listener.hear(this.objects.get(name));
    }
  }
}

function nameOf({ metadata: { name = '' } }: KubeObject): string {
  return name;
}
