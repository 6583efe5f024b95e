import { table } from '../../bench/table';

test('a table has names to the left, numbers to the right, and a line under its head', () => {
  const rows = [
    ['name', 'time'],
    ['a', '12.5 s'],
    ['longer', '-'],
  ];
  expect(table(rows, 1)).toBe('name      time\n------  ------\na       12.5 s\nlonger       -\n');
});
