const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago a moment was, as kubectl writes it: `42s`, `5m10s`, `3h`, `2d5h`. Undefined if there is none. */
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

/** A moment, and how long ago it was. */
export function since(moment: string, now: number): string | undefined {
  const ago = age(moment, now);
  return ago === undefined ? undefined : `${moment} (${ago} ago)`;
}

/** `2`, `1500m`. */
export function cpu(millicores: number | undefined): string | undefined {
  if (millicores === undefined) return undefined;
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

/** `4Gi`, `1536Mi`. */
export function memory(mebibytes: number | undefined): string | undefined {
  if (mebibytes === undefined) return undefined;
  return mebibytes % 1024 === 0 && mebibytes > 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}

/** `85%`. Of something little, not nothing, and of nearly all, not all. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return '<1%';
  return rounded === 100 && share < 1 ? '99%' : `${rounded}%`;
}
