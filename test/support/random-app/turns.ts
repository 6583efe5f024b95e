/** Lets a limited number of tasks run at once; the others wait for their turn. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  /** Runs a task as soon as there is room for it. */
  public async take<T>(task: () => Promise<T>): Promise<T> {
    while (this.running >= this.most) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running++;
    try {
      return await task();
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}
