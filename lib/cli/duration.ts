import { UsageError } from './usage-error';

const SECONDS = { ms: 0.001, s: 1, m: 60, h: 3600 };
const NUMBER = String.raw`\d+(?:\.\d+)?`;
const FORM = new RegExp(`^(?:${NUMBER}|(?:${NUMBER}(?:ms|s|m|h))+)$`);
const PART = new RegExp(`(${NUMBER})(ms|s|m|h)?`, 'g');

/**
 * Parses the value of `--timeout` and returns the seconds. Accepts durations as in kubectl, such as `90s` or `1h30m`, and a
 * plain number of seconds.
 *
 * @throws UsageError if `text` is not a duration or is zero
 */
export function secondsOf(text: string): number {
  const parts = FORM.test(text) ? [...text.matchAll(PART)] : [];
  const seconds = parts.reduce(
    (sum, [, number, unit = 's']) => sum + Number(number) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
  if (seconds > 0) return seconds;
  throw new UsageError(`--timeout must be a time of more than nothing, got '${text}': write 90s, 5m or 1h30m`);
}
