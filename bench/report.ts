import { lowest, Series, valuesOf } from './series';
import { median, ratio } from './statistics';
import { table } from './table';

const HEAD = [
  'subject',
  'instances',
  'process',
  'median',
  'growth',
  'synth',
  'median',
  'growth',
  'memory',
  'median',
  'ratio',
];
const UNKNOWN = '-';

/** All series as one table. */
export function report(all: readonly Series[]): string {
  const rows = all.map((series) => {
    const smaller = all.filter((other) => other.subject === series.subject && isSmaller(other, series)).at(-1);
    const times = (['whole', 'phase'] as const).flatMap((by) => [
      time(lowest(series, by)),
      time(median(valuesOf(series, by))),
      growth(series, smaller, by),
    ]);
    const memory = [lowest(series, 'memory'), median(valuesOf(series, 'memory'))].map(mebibytes);
    return [series.subject, String(series.of), ...times, ...memory, against(series)];
  });
  return table([HEAD, ...rows], 2);
}

function isSmaller(one: Series, other: Series): boolean {
  return typeof one.of === 'number' && typeof other.of === 'number' && one.of < other.of;
}

function time(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return UNKNOWN;
  return milliseconds < 1000 ? `${milliseconds.toPrecision(3)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

function mebibytes(kibibytes: number | undefined): string {
  return kibibytes === undefined ? UNKNOWN : `${Math.round(kibibytes / 1024)} MiB`;
}

/** How many times as long as for fewer instances, and how many times as many they are. */
function growth(series: Series, smaller: Series | undefined, by: 'whole' | 'phase'): string {
  if (smaller === undefined) return UNKNOWN;
  const longer = ratio(lowest(series, by), lowest(smaller, by));
  return longer === undefined
    ? UNKNOWN
    : `×${longer.toFixed(2)} at ×${(Number(series.of) / Number(smaller.of)).toFixed(2)}`;
}

function against({ against: other, by = 'whole', ...series }: Series): string {
  if (other === undefined) return UNKNOWN;
  const times = ratio(lowest(series, by), lowest(other, by));
  return times === undefined ? UNKNOWN : `${times.toFixed(2)} × ${other.subject}`;
}
