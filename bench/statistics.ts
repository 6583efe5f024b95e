/** The lowest of some values; undefined if there are none. */
export function minimum(values: readonly number[]): number | undefined {
  return sorted(values)[0];
}

/** The one in the middle, or the mean of the two there; undefined if there are none. */
export function median(values: readonly number[]): number | undefined {
  const ordered = sorted(values);
  const [low, high] = [ordered[(ordered.length - 1) >> 1], ordered[ordered.length >> 1]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** How many times `of` is in `value`; undefined where one of them is not known. */
export function ratio(value: number | undefined, of: number | undefined): number | undefined {
  return value === undefined || of === undefined ? undefined : value / of;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
