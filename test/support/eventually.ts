const [DEADLINE, PAUSE] = [600_000, 500];

/** Tries again until something holds; fails with what it said last. */
export async function eventually(holds: () => Promise<void> | void): Promise<void> {
  const end = Date.now() + DEADLINE;
  for (;;) {
    try {
      await holds();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
