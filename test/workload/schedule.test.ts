import * as fc from 'fast-check';
import { requireSchedule } from '../../lib/workload/schedule';

function check(expression: string): () => void {
  return () => {
    requireSchedule('prod/report', expression);
  };
}

/** Accepted by `ParseStandard` of github.com/robfig/cron/v3, which was asked. */
test.each([
  '* * * * *',
  '? ? ? ? ?',
  '0 0 1 1 0',
  '59 23 31 12 6',
  '007 0 1 1 0',
  '*/15 * * * *',
  '*/1 */1 */1 */1 */1',
  '10-20/5 * * * *',
  '50/60 * * * *',
  '0,30,45-50,55/2 * * * *',
  '5-5 * * * *',
  '0,,30, * * * *',
  '0 0 * jan-mar *',
  '0 0 * Dec SUN',
  '0 0 * JAN,7,nov/1 mon-fri',
  '0 0 * * sun/2',
  '0 0 * 1-feb *',
  '  0   0\t* *  * ',
])("the schedule '%s' can be read", (expression) => {
  expect(check(expression)).not.toThrow();
});

test.each(['', '   ', '* * * *', '0 * * * * *', '@daily', '@every 1h', 'CRON_TZ=UTC 0 0 * * *'])(
  "fails when the schedule is '%s', which has not five fields",
  (expression) => {
    expect(check(expression)).toThrow(
      new Error(`[prod/report] schedule must have five fields, got '${expression}': use Cron.schedule of cdk8s`),
    );
  },
);

const MONTHS = ' (or jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec)';
const WEEK_DAYS = ' (or sun, mon, tue, wed, thu, fri, sat)';

/** Each row: the field, its bounds, and what it cannot be. */
const UNREADABLE: [string, string, string[]][] = [
  [
    'minute',
    '0 to 59',
    [
      '60',
      '-1',
      '1-',
      '-',
      '/',
      '5/',
      '/5',
      ',',
      '*/0',
      '*/99999999999999999999',
      '5/0',
      '*/x',
      '*/-1',
      '1-2-3',
      '1/2/3',
      '1.5',
    ],
  ],
  ['minute', '0 to 59', ['x', '**', '*5', '1;2', '20-10', '50-60', '60/5', '1-x', 'x-1', 'jan', '@daily', 'NaN']],
  ['hour', '0 to 23', ['24', '0-24', '24/2', 'mon']],
  ['day', '1 to 31', ['0', '32', '0-5', '0/2', '31-32', 'L', '15W', 'sun']],
  ['month', `1 to 12${MONTHS}`, ['0', '13', 'mon', 'january', 'feb-jan', 'jan-13', '13/2']],
  ['weekDay', `0 to 6${WEEK_DAYS}`, ['7', '0-7', 'sat-sun', 'jan', 'sunday', '5L', '1#2', '7/2']],
];

/** Refused by `ParseStandard` too. */
test.each(UNREADABLE.flatMap(([field, bounds, texts]) => texts.map((text) => [field, text, bounds] as const)))(
  "fails when the %s of a schedule is '%s', as it must be of %s",
  (field, text, bounds) => {
    const fields = ['minute', 'hour', 'day', 'month', 'weekDay'].map((name) => (name === field ? text : '*'));
    expect(check(fields.join(' '))).toThrow(
      new Error(
        `[prod/report] schedule.${field} must be '*', numbers of ${bounds}, ranges 'a-b' of them or steps '/n', got ` +
          `'${text}': correct it`,
      ),
    );
  },
);

test('fails when one part of a list cannot be read, and quotes the whole field', () => {
  expect(check('1,60,* * * * *')).toThrow(
    new Error(
      "[prod/report] schedule.minute must be '*', numbers of 0 to 59, ranges 'a-b' of them or steps '/n', got '1,60,*': " +
        'correct it',
    ),
  );
});

function neverComes(expression: string): Error {
  const rule = 'must fire at some time, and none of its months has one of its days';
  return new Error(`[prod/report] schedule ${rule}, got '${expression}': correct the day or the month`);
}

test.each([
  '0 0 31 2 *',
  '0 0 30,31 2 *',
  '0 0 31 4,6,9,11 *',
  '0 0 31 apr ?',
  '0 0 30-31 feb */1',
  '0 0 30/1 2 *',
  '0 0 31 2/11 *',
  '0 0 31 2 1,*', // one part that is everything is enough for the field to be
])("fails when the schedule is '%s', which never comes", (expression) => {
  expect(check(expression)).toThrow(neverComes(expression));
});

test.each([
  ['0 0 29 2 *', 'comes in leap years'],
  ['0 0 31 2,3 *', 'comes in the other month'],
  ['0 0 31 2/5 *', 'comes in a later month'],
  ['0 0 1,31 2 *', 'comes on the other day'],
  ['0 0 * 2 *', 'comes on each day'],
  ['0 0 31 2 1', 'comes on Mondays'],
  ['0 0 31 2 */2', 'comes on every other weekday'],
  ['0 0 31 2 0-6', 'comes on all weekdays, as they are said'],
  ['0 0 */1 2 *', 'has a step that leaves no day out'],
])("the schedule '%s' %s", (expression) => {
  expect(check(expression)).not.toThrow();
});

/** A part of a field, as it is written and, beside that, as whether a number is in it. */
interface Part {
  readonly text: string;
  readonly has: (value: number) => boolean;
}

/** All that one part of the day or the month can be. */
function parts(min: number, max: number): fc.Arbitrary<Part> {
  const value = fc.oneof(fc.integer({ min, max }), fc.constantFrom(max - 2, max - 1, max));
  const step = fc.integer({ min: 1, max: 40 });
  const pair = fc.tuple(value, value).map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const)));
  return fc.oneof(
    { weight: 6, arbitrary: value.map((a) => ({ text: `${a}`, has: (x: number) => x === a })) },
    pair.map(([a, b]) => ({ text: `${a}-${b}`, has: (x: number) => x >= a && x <= b })),
    fc.tuple(value, step).map(([a, n]) => ({ text: `${a}/${n}`, has: (x: number) => x >= a && (x - a) % n === 0 })),
    fc.tuple(pair, step).map(([[a, b], n]) => ({
      text: `${a}-${b}/${n}`,
      has: (x: number) => x >= a && x <= b && (x - a) % n === 0,
    })),
    step.map((n) => ({ text: `*/${n}`, has: (x: number) => (x - min) % n === 0 })),
    fc.constant({ text: '*', has: () => true }),
  );
}

function fields(min: number, max: number): fc.Arbitrary<Part> {
  return fc.array(parts(min, max), { minLength: 1, maxLength: 2 }).map((list) => ({
    text: list.map(({ text }) => text).join(','),
    has: (value) => list.some((part) => part.has(value)),
  }));
}

/** All days of the years 2024 to 2031, two of which are leap years. */
const DATES = Array.from({ length: 2922 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)));

test('law: a schedule for any weekday is accepted exactly if eight years have a day for it', () => {
  expect(DATES.at(-1)).toEqual(new Date('2031-12-31'));
  fc.assert(
    fc.property(fields(1, 31), fields(1, 12), fc.constantFrom('*', '?', '*/1'), (day, month, weekDay) => {
      const comes = DATES.some((date) => day.has(date.getUTCDate()) && month.has(date.getUTCMonth() + 1));
      const expression = `0 0 ${day.text} ${month.text} ${weekDay}`;
      if (comes) expect(check(expression)).not.toThrow();
      else expect(check(expression)).toThrow(neverComes(expression));
    }),
    {
      numRuns: 300,
      examples: [
        [{ text: '31', has: (x) => x === 31 }, { text: '2', has: (x) => x === 2 }, '*'],
        [{ text: '29', has: (x) => x === 29 }, { text: '2', has: (x) => x === 2 }, '*'],
      ],
    },
  );
});

test('law: a schedule for certain weekdays comes every week, whatever its days', () => {
  fc.assert(
    fc.property(fields(1, 31), fields(1, 12), fc.integer({ min: 0, max: 6 }), (day, month, weekDay) => {
      expect(check(`0 0 ${day.text} ${month.text} ${weekDay}`)).not.toThrow();
    }),
  );
});
