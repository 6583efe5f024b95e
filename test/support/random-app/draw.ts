import * as fc from 'fast-check';

/** Something in so many of a hundred cases, and nothing in the others. */
export function rarely<T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<T | undefined> }[]>(
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary },
  );
}

/** One of these, as often as its weight says. */
export function weighted<T>(...choices: readonly (readonly [weight: number, value: T])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
}

/** Something usual, and once in a while something at the edge of what Kubernetes takes, or just beyond it. */
export function withEdges<T>(usual: fc.Arbitrary<T>, ...edges: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...edges) });
}

/** True in so many of a hundred cases. */
export function chance(percent: number): fc.Arbitrary<boolean> {
  return weighted([100 - percent, false], [percent, true]);
}

/** What is said: as if what is undefined were not there. */
export function said<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

/** A record whose fields may be left out. */
export function record<T extends object>(model: { [K in keyof T]?: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model as { [K in keyof T]: fc.Arbitrary<T[K]> }).map(said);
}

/** Some of the items, in any order, in the plural. */
export function some<T>(items: readonly T[], least: number, most: number): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: least, maxLength: most });
}
