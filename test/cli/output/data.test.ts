import * as fc from 'fast-check';
import { parse } from 'yaml';
import { dataLines, jsonLine } from '../../../lib/cli/output/data';

const yamlOf = (value: unknown): string => dataLines('yaml', value).join('\n');

const TEXTS = [
  ...['no', 'on', 'y', 'Yes', 'null', '~', '0b1', '0o7', '0x1', '012', '089', '1e3', '1_000', '1:30', '='],
  ...['0O7', '0X1F', '0B1', '1e5_0', '-_1', '+.5', '_'],
  ...['2024-01-01', '2026-01-01T00:00:00Z', 'many\nlines: 1\n', '# none', '- item', ''],
];

test.each(['1.1', '1.2'] as const)('a reader of YAML %s has each text as it was', (version) => {
  const value = TEXTS.map((id) => ({ id, ready: 1, already: true, message: undefined }));
  const read: unknown = parse(yamlOf(value), { version });
  expect(read).toEqual(TEXTS.map((id) => ({ id, ready: 1, already: true })));
});

test('texts that no reader takes for anything else have no quotes', () => {
  expect(yamlOf({ cluster: 'prod-us-east', profiles: ['base@1'] })).toBe(
    'cluster: prod-us-east\nprofiles:\n  - base@1',
  );
});

test.each(['0o7', '=', '2024-01-01'])('%s is in quotes', (id) => {
  expect(yamlOf({ id })).toBe(`id: "${id}"`);
});

const UNSAFE = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const ODD = fc.constantFrom('\u001b[2J', '\u009b', '\u007f', '\u0085', '\u2028', '\u202e', '\u200b', '\ufeff', '\u{e0041}', '\ud800', '\uffff', '\t', '\r', '\n', ' ', '\\', '"', "'", ': ', '#', '-', 'long words ', '👍'); // prettier-ignore
const text = fc.array(fc.oneof(ODD, fc.string({ unit: 'binary' })), { maxLength: 30 }).map((parts) => parts.join(''));

test('law: data is the same when it is parsed again, and has no unsafe character', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ message: text, last: text })), (value) => {
      const [json, yaml, line] = [dataLines('json', value).join('\n'), yamlOf(value), jsonLine(value)];
      expect([json, yaml, line].filter((one) => UNSAFE.test(one))).toEqual([]);
      expect(line).not.toContain('\n');
      expect([JSON.parse(json), JSON.parse(line)]).toEqual([value, value]);
      expect([parse(`${yaml}\n`, { version: '1.1' }), parse(`${yaml}\n`)]).toEqual([value, value]);
    }),
    { numRuns: 200 },
  );
});

test('an unsafe character is escaped as JSON and YAML have it', () => {
  const value = { message: 'a\u001b\u009b\u202e\u{e0041}' };
  expect(jsonLine(value)).toBe('{"message":"a\\u001b\\u009b\\u202e\\udb40\\udc41"}');
  expect(yamlOf(value)).toBe('message: "a\\e\\u009b\\u202e\\U000e0041"');
});
