import { beside, wrapped } from '../../../lib/cli/output/wrapped';

test('a text is wrapped between words, and a word that is too long has a line of its own', () => {
  expect(wrapped('all is well with incomprehensibilities here', 12)).toEqual([
    'all is well',
    'with',
    'incomprehensibilities',
    'here',
  ]);
});

test('terms are aligned with those of other tables', () => {
  expect(beside([['-a', 'all']], 80, [['-a', 'all'], ['--bound', 'most']])).toBe('  -a       all'); // prettier-ignore
});

test('where there is little room, the words stand below their term', () => {
  const rows = [['--all', 'all instances of the cluster, whatever they are']] as const;
  expect(beside(rows, 39)).toBe('  --all  all instances of the cluster,\n         whatever they are');
  expect(beside(rows, 38)).toBe('  --all\n      all instances of the cluster,\n      whatever they are');
});
