import { parse } from 'yaml';
import { dataText } from '../../../lib/cli/output/data';

const TEXTS = [
  ...['no', 'on', 'y', 'Yes', 'null', '~', '0b1', '0o7', '0x1', '012', '089', '1e3', '1_000', '1:30', '='],
  ...['2024-01-01', '2026-01-01T00:00:00Z', 'many\nlines: 1\n', '# none', '- item', ''],
];

test.each(['1.1', '1.2'] as const)('a reader of YAML %s has each text as it was', (version) => {
  const value = TEXTS.map((id) => ({ id, ready: 1, already: true, message: undefined }));
  const read: unknown = parse(dataText('yaml', value), { version });
  expect(read).toEqual(TEXTS.map((id) => ({ id, ready: 1, already: true })));
});

test('texts that no reader takes for anything else have no quotes', () => {
  expect(dataText('yaml', { cluster: 'prod-us-east', profiles: ['base@1'] })).toBe(
    'cluster: prod-us-east\nprofiles:\n  - base@1',
  );
});

test.each(['0o7', '=', '2024-01-01'])('%s is in quotes', (id) => {
  expect(dataText('yaml', { id })).toBe(`id: "${id}"`);
});
