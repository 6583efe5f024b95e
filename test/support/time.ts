/** More turns of the event loop than anything that runs in memory needs. */
const TURNS = 200;

/** Waits until promises and `setImmediate` have done all that they can. Counts turns of the event loop, so it waits for no clock. */
export async function settle(turns = TURNS): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Runs an action whose timers stand still until nothing else happens, then lets a second pass. Returns what the action returns.
 * A real timer of some milliseconds would fire too early on a busy machine.
 */
export async function runOutOfTime<T>(act: () => Promise<T>): Promise<T> {
  jest.useFakeTimers({ doNotFake: ['Date', 'clearImmediate', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] }); // prettier-ignore
  try {
    const result = act();
    result.catch(() => undefined); // it is awaited below, and may fail before
    await settle();
    jest.advanceTimersByTime(1000);
    return await result;
  } finally {
    jest.useRealTimers();
  }
}
