import * as fc from 'fast-check';
import { quantityToNumber, toMebibytes, toMillicores } from '../../../lib/runtime/status/quantity';

test.each([
  ['2', 2],
  ['500m', 0.5],
  ['100n', 1e-7],
  ['250u', 0.00025],
  ['1.5', 1.5],
  ['1k', 1000],
  ['3M', 3e6],
  ['1Ki', 1024],
  ['4Gi', 4 * 2 ** 30],
  ['1e3', 1000],
  ['12E-1', 1.2],
  ['2E', 2e18],
  ['-1', -1],
  ['m', 0], // as Kubernetes reads it
])("'%s' is %s", (quantity, expected) => {
  expect(quantityToNumber(quantity)).toBe(expected);
});

test.each(['', 'none', '1 Gi', '1Kib', '1mi', '1e'])("'%s' is no quantity", (quantity) => {
  expect(quantityToNumber(quantity)).toBeNaN();
});

test.each([
  ['250m', 250],
  ['0.57', 570],
  ['2', 2000],
  ['1500100n', 2],
])("'%s' of CPU are %s millicores, rounded up", (quantity, expected) => {
  expect(toMillicores(quantity)).toBe(expected);
});

test.each([
  ['64Mi', 64],
  ['1Gi', 1024],
  ['1000', 1],
  ['128974848', 123],
])("'%s' of memory are %s MiB, rounded up", (quantity, expected) => {
  expect(toMebibytes(quantity)).toBe(expected);
});

test('law: each amount of millicores is read as it is written', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (count) => {
      expect([toMillicores(`${count}m`), toMillicores(`${count / 1000}`)]).toEqual([count, count]);
    }),
  );
});
