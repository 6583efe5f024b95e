/** Does something with each item, so many at once, until the signal is heard: what has begun then goes on. */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const work = async (): Promise<void> => {
    for (const item of rest) {
      if (signal.aborted) return;
      await act(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
}
