/**
 * Calls `act` for each of `items`, at most `atOnce` at the same time. Once `signal` is aborted, starts no more calls; those
 * already started are awaited.
 */
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
