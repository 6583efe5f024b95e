const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Formats the time from `moment`, an ISO 8601 date, until `now`, in milliseconds since 1970, as kubectl does: `42s`,
 * `5m10s`, `3h`, `2d5h`. Returns undefined if `moment` is not a date.
 */
export function age(moment: string, now: number): string | undefined {
  const seconds = Math.max(0, Math.floor((now - Date.parse(moment)) / 1000));
  if (Number.isNaN(seconds)) return undefined;
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return two(seconds, [MINUTE, 'm'], [1, 's']);
  if (seconds < 3 * HOUR) return `${Math.floor(seconds / MINUTE)}m`;
  if (seconds < 8 * HOUR) return two(seconds, [HOUR, 'h'], [MINUTE, 'm']);
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)}h`;
  return seconds < 8 * DAY ? two(seconds, [DAY, 'd'], [HOUR, 'h']) : `${Math.floor(seconds / DAY)}d`;
}

type Unit = readonly [seconds: number, letter: string];

function two(seconds: number, [large, letter]: Unit, [small, smaller]: Unit): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)}${letter}${rest === 0 ? '' : `${rest}${smaller}`}`;
}

/**
 * Returns `moment` followed by its age, such as `2024-01-01T00:00:00Z (3h ago)`. Returns undefined if `moment` is not a
 * date.
 */
export function since(moment: string, now: number): string | undefined {
  const ago = age(moment, now);
  return ago === undefined ? undefined : `${moment} (${ago} ago)`;
}

/** Formats CPU as a Kubernetes quantity: `2`, `1500m`. Returns undefined for undefined. */
export function cpu(millicores: number | undefined): string | undefined {
  if (millicores === undefined) return undefined;
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/** Formats memory as a Kubernetes quantity: `4Gi`, `1536Mi`. Returns undefined for undefined. */
export function memory(mebibytes: number | undefined): string | undefined {
  if (mebibytes === undefined) return undefined;
  return mebibytes % 1024 === 0 && mebibytes > 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

/**
 * Formats a share, where 1 is all, as a whole percentage: `85%`. Returns `<1%` for a small share instead of `0%`, and `99%`
 * for an almost full one instead of `100%`.
 */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1%';
  return rounded === 100 && share < 1 ? '99%' : `${rounded}%`;
}
