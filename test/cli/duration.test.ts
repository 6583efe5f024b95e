import { secondsOf } from '../../lib/cli/duration';
import { UsageError } from '../../lib/cli/usage-error';

test.each([
  ['90s', 90],
  ['5m', 300],
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['500ms', 0.5],
  ['90', 90],
  ['0.5', 0.5],
])('%s is %d seconds', (text, seconds) => {
  expect(secondsOf(text)).toBeCloseTo(seconds);
});

test.each(['', '0', '0s', '-5', '-5s', '5 m', '5d', 'm', '1h30', 'Infinity', '1e3', '.5s'])(
  "fails when the time is '%s'",
  (text) => {
    const message = `--timeout must be a time of more than nothing, got '${text}': write 90s, 5m or 1h30m`;
    expect(() => secondsOf(text)).toThrow(new UsageError(message));
  },
);
