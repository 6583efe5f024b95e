import * as fc from 'fast-check';

const SUFFIXES = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'E2', 'e-2', 'e6'];

/** Positive quantities as people could write them, below 1000E, of which the API server makes 1. */
export const QUANTITY = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 2048 }), fc.constantFrom(1000, 1024, 1_000_000, 1_048_576)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{1,6}$/)),
    fc.constantFrom(...SUFFIXES),
  )
  .map((parts) => parts.join(''));
