import { Columns } from '../../../lib/cli/output/columns';

test('columns are aligned, and what is missing is a dash', () => {
  expect(
    new Columns().lines([
      ['ID', 'PHASE', 'X'],
      ['mar-i-92a1', undefined, 'a'],
      ['b', '', undefined],
    ]),
  ).toEqual(['ID           PHASE   X', 'mar-i-92a1   -       a', 'b            -       -']);
});

test('columns stay as wide as they were', () => {
  const columns = new Columns();
  columns.lines([['long-id', 'x']]);
  expect(columns.lines([['a', 'y']])).toEqual(['a         y']);
});

test('a cell is on one line', () => {
  expect(new Columns().lines([['two\nlines,\t aside']])).toEqual(['two lines, aside']);
});
