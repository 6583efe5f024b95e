import { median, minimum, ratio } from '../../bench/statistics';

test('the minimum and the median of values do not depend on their order', () => {
  expect([minimum([10, 9, 100]), median([10, 9, 100])]).toEqual([9, 10]);
});

test('the median of an even number of values is the mean of the two in the middle', () => {
  expect(median([4, 1, 2, 100])).toBe(3);
});

test('nothing is known of no values', () => {
  expect([minimum([]), median([]), ratio(undefined, 2), ratio(2, undefined)]).toEqual(Array(4).fill(undefined));
});

test('a ratio says how many times as much a value is', () => {
  expect(ratio(6, 2)).toBe(3);
});
