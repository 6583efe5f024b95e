import { listOf, mapOf } from '../../lib/internal/collections';

test.each([
  ['a list', [1], listOf([1])],
  ['a map', { a: 1 }, mapOf({ a: 1 })],
])('%s is copied', (_, expected, copy) => {
  expect(copy).toEqual(expected);
});

test.each([
  ['an empty list', listOf([])],
  ['no list', listOf(undefined)],
  ['an empty map', mapOf({})],
  ['no map', mapOf(undefined)],
])('%s is left out', (_, copy) => {
  expect(copy).toBeUndefined();
});
