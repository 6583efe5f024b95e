import * as fc from 'fast-check';
import { chance, rarely, record, weighted } from './draw';
import { FailureRule } from './program-details';
import { Job } from './program-pods';

/** Mostly without what needs a limit for each index. */
function rulesFor(isPerIndex: boolean): fc.Arbitrary<FailureRule[]> {
  const onCodes = weighted<FailureRule['action']>(
    [9, 'FailJob'],
    [6, 'Count'],
    [3, 'Ignore'],
    [isPerIndex ? 18 : 1, 'FailIndex'],
  );
  return fc.array(
    fc.oneof<fc.Arbitrary<FailureRule>[]>(
      fc.record({ on: fc.constant('disruption'), action: weighted([3, 'Ignore'], [1, 'Count'], [1, 'FailJob']) }),
      fc.record({
        on: fc.constantFrom('codes', 'otherCodes'),
        action: onCodes,
        codes: weighted([9, [42]], [5, [3, 1, 2, 1]], [3, [255]], [1, [0]]),
      }),
    ),
    { minLength: 1, maxLength: 3 },
  );
}

/** How often a job runs, and what becomes of its failures. */
export const jobs: fc.Arbitrary<Job> = fc
  .record({ parallelism: fc.integer({ min: 0, max: 3 }), more: fc.constantFrom(undefined, 0, 1), indexed: chance(45) })
  .chain(({ parallelism, more, indexed }) => {
    const isIndexed = indexed && more !== undefined;
    return fc.tuple(rarely(isIndexed ? 60 : 2, fc.constantFrom(0, 1)), chance(10)).chain(([perIndex, onFailure]) =>
      record<Job>({
        parallelism: fc.constant(parallelism === 1 ? undefined : parallelism),
        completions: fc.constant(more === undefined ? undefined : Math.max(parallelism, 1) + more),
        indexed: fc.constant(isIndexed ? true : undefined),
        deadline: rarely(40, fc.constant(3600)),
        onFailure: fc.constant(onFailure ? true : undefined),
        backoffLimit: rarely(20, fc.constantFrom(0, 6, 7)),
        backoffLimitPerIndex: fc.constant(perIndex),
        maxFailedIndexes: rarely(perIndex === undefined ? 1 : 30, fc.constantFrom(0, 1)),
        failureRules: rarely(onFailure ? 2 : perIndex === undefined ? 40 : 80, rulesFor(perIndex !== undefined)),
        ttl: rarely(20, fc.constant(3600)),
      }),
    );
  });
