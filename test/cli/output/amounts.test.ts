import { age, since, cpu, memory, percent } from '../../../lib/cli/output/amounts';

const START = '2026-01-01T00:00:00Z';

test.each([
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [310, '5m10s'],
  [600, '10m'],
  [10_799, '179m'],
  [10_800, '3h'],
  [12_060, '3h21m'],
  [28_800, '8h'],
  [172_799, '47h'],
  [172_800, '2d'],
  [190_000, '2d4h'],
  [691_200, '8d'],
  [40_000_000, '462d'],
  [-5, '0s'],
])('after %d seconds the age is %s', (seconds, text) => {
  expect(age(START, Date.parse(START) + seconds * 1000)).toBe(text);
});

test('what was never created has no age', () => {
  expect(age('', 0)).toBeUndefined();
  expect(since('', 0)).toBeUndefined();
});

test.each([
  [2000, '2'],
  [1500, '1500m'],
  [0, '0'],
  [undefined, undefined],
])('%p millicores are %s', (millicores, text) => {
  expect(cpu(millicores)).toBe(text);
});

test.each([
  [4096, '4Gi'],
  [1536, '1536Mi'],
  [0, '0Mi'],
  [undefined, undefined],
])('%p MiB are %s', (mebibytes, text) => {
  expect(memory(mebibytes)).toBe(text);
});

test.each([
  [0, '0%'],
  [0.001, '<1%'],
  [0.5, '50%'],
  [0.999, '99%'],
  [1, '100%'],
  [1.2, '120%'],
])('a share of %d is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});
