import { hint, nearest } from '../../lib/internal/nearest';

test.each([
  ['order-db', 'orders-db'],
  ['orders-bd', 'orders-db'],
  ['ordersdb', 'orders-db'],
  ['apj', 'api'],
  ['wbe', 'web'],
  ['aip', 'api'],
])("'%s' is likely '%s'", (name, expected) => {
  expect(nearest(name, ['web', 'orders-db', 'api'])).toBe(expected);
});

test.each([['cache'], [''], ['x']])("nothing that is there is like '%s'", (name) => {
  expect(nearest(name, ['web', 'orders-db', 'api'])).toBeUndefined();
  expect(hint(name, ['web', 'orders-db'])).toBeUndefined();
});

test('of two that are as near, the first by name is meant', () => {
  expect(nearest('api-3', ['api-2', 'api-1'])).toBe('api-1');
  expect(nearest('api-3', ['api-1', 'api-2'])).toBe('api-1');
});

test('nothing is near where nothing is', () => {
  expect(nearest('api', [])).toBeUndefined();
});

test('a hint asks for what was likely meant', () => {
  expect(hint('apj', ['api'])).toBe("did you mean 'api'?");
});
