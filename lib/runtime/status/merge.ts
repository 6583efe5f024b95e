import { setMaxListeners } from 'node:events';

/** Yields the items of all sources as they arrive, until `signal` is aborted. Throws if one of the sources throws. */
export async function* merge<T>(
  sources: readonly ((signal: AbortSignal) => AsyncIterable<T>)[],
  signal: AbortSignal,
): AsyncGenerator<T> {
  const end = new AbortController();
  setMaxListeners(0, end.signal); // there may be many sources
  const inbox = new ItemQueue<T>();
  const stop = (): void => {
    end.abort();
    inbox.close();
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    for (const source of sources) void inbox.fill(source(end.signal));
    yield* inbox.items();
  } finally {
    signal.removeEventListener('abort', stop);
    end.abort();
  }
}

/** Queue between sources that add items at any time and one reader. */
class ItemQueue<T> {
  private readonly waiting: T[] = [];
  private failure?: { readonly error: unknown };
  private isClosed = false;
  private wake = (): void => undefined;

  public async fill(source: AsyncIterable<T>): Promise<void> {
    try {
      for await (const item of source) {
        this.waiting.push(item);
        this.wake();
      }
    } catch (error) {
      this.failure ??= { error };
      this.wake();
    }
  }

  public close(): void {
    this.isClosed = true;
    this.wake();
  }

  public async *items(): AsyncGenerator<T> {
    while (!this.isClosed) {
      const item = this.waiting.shift();
      if (item !== undefined) yield item;
      else if (this.failure !== undefined) throw this.failure.error;
      else await new Promise<void>((resolve) => { this.wake = resolve; }); // prettier-ignore
    }
  }
}
