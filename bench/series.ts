import { minimum } from './statistics';

/** What one process took. What is not known is left out. */
export interface Sample {
  /** Milliseconds, from its start to its end. */
  readonly whole?: number;
  /** Milliseconds of the part in question. */
  readonly phase?: number;
  /** Peak, in KiB. */
  readonly memory?: number;
}

/** A row of the table: all samples of one subject, at one size or of one example. */
export interface Series {
  readonly subject: string;
  /** The number of instances, or the name of an example. */
  readonly of: number | string;
  /** Grows with each run; stays empty where a subject is not run. */
  readonly samples: Sample[];
  /** The one that it is set against, and by what. */
  readonly against?: Series;
  readonly by?: 'whole' | 'phase';
}

/** What is known of a measure. */
export function valuesOf(series: Series, measure: keyof Sample): number[] {
  return series.samples.map((sample) => sample[measure]).filter((value) => value !== undefined);
}

/** The lowest of a measure: what disturbs a run only ever adds. */
export function lowest(series: Series, measure: keyof Sample): number | undefined {
  return minimum(valuesOf(series, measure));
}
