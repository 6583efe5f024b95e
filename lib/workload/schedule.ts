import { propError, Where } from '../internal/errors';

/**
 * One field of a cron schedule: its name, its smallest and largest value, and the names that stand for its values in order.
 */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'weekDay', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** Number of days of each month in a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Values that a field of a schedule matches. `isAny` is true if the field contains `*` or `?` with step 1: only then must
 * both day fields match.
 */
interface Values {
  readonly values: readonly number[];
  readonly isAny: boolean;
}

/**
 * Throws if Kubernetes cannot parse the schedule `expression`, or if the schedule never fires: Kubernetes accepts such a
 * schedule and never runs the job.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 * @see https://pkg.go.dev/github.com/robfig/cron/v3, the parser that Kubernetes uses
 */
export function requireSchedule(where: Where, expression: string): void {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    throw propError(where, 'schedule', expression, 'must have five fields', 'use Cron.schedule of cdk8s');
  }
  const values = FIELDS.map((field, i) => readField(where, field, String(texts[i])));
  const [, , days, months, weekDays] = values as [Values, Values, Values, Values, Values];
  // if the day of the week is restricted, the schedule fires: either day field is enough, or every week has a matching day
  if (!weekDays.isAny) return;
  if (months.values.some((month) => days.values.some((day) => day <= Number(DAYS[month - 1])))) return;
  const rule = 'must fire at some time, and none of its months has one of its days';
  throw propError(where, 'schedule', expression, rule, 'correct the day or the month');
}

function readField(where: Where, field: Field, text: string): Values {
  const parts = text.split(',').filter((part) => part !== '').map((part) => readPart(field, part)); // prettier-ignore
  const known = parts.filter((part) => part !== undefined);
  if (known.length > 0 && known.length === parts.length) {
    return { values: known.flatMap((part) => part.values), isAny: known.some((part) => part.isAny) };
  }
  const names = field.names === undefined ? '' : ` (or ${field.names.join(', ')})`;
  const rule = `must be '*', numbers of ${field.min} to ${field.max}${names}, ranges 'a-b' of them or steps '/n'`;
  throw propError(where, `schedule.${field.name}`, text, rule, 'correct it');
}

/**
 * Parses one part of a field: a number, a range, `*` or `?`, with an optional step. Returns undefined if the part is
 * invalid.
 */
function readPart(field: Field, text: string): Values | undefined {
  const [, low = '', high, stepText] = /^([^-/]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const isAny = (low === '*' || low === '?') && high === undefined;
  const step = stepText === undefined ? 1 : Number(stepText);
  const first = isAny ? field.min : readValue(field, low);
  const open = isAny || (high === undefined && stepText !== undefined);
  const last = open ? field.max : readValue(field, high ?? low);
  if (first === undefined || last === undefined || first > last || !isStep(step)) return undefined;
  const count = Math.floor((last - first) / step) + 1;
  return { values: Array.from({ length: count }, (_, i) => first + i * step), isAny: isAny && step === 1 };
}

function isStep(step: number): boolean {
  return step > 0 && Number.isSafeInteger(step);
}

function readValue({ min, max, names = [] }: Field, text: string): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const value = named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : undefined;
}
