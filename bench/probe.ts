import { runTask } from './process';
import { Sample, Series } from './series';

/** One process, and the rows that it gives samples for. */
export interface Probe {
  readonly series: readonly Series[];
  /** A sample for each row. Left out where the subject is not run. */
  readonly run?: (folder: string) => Sample[];
}

/** A task that measures its own synth phase. */
export function taskProbe(series: Series, task: string, ...args: readonly (number | string)[]): Probe {
  return {
    series: [series],
    run: (folder) => {
      const { stdout, whole } = runTask(folder, task, folder, ...args);
      return [{ whole, ...(JSON.parse(stdout) as Sample) }];
    },
  };
}
