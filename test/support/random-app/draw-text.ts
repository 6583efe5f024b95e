import * as fc from 'fast-check';
import { Labels } from './program-pods';

/** Strings that some reader of YAML takes for something else. */
const SCALARS = [
  ...['', ' ', '~', 'null', 'Null', 'true', 'FALSE', 'yes', 'No', 'on', 'Off', 'y', 'N', '=', '<<'],
  ...[
    '0',
    '-0',
    '+1',
    '1.',
    '.5',
    '1_000',
    '1e3',
    '1e5_0',
    '-_1',
    '0o17',
    '0o022',
    '017',
    '0x1F',
    '0X1F',
    '0b11',
    '0B1',
  ],
  ...['.inf', '-.INF', '+.inf', '.nan', '1:30', '12:30:45', '2001-01-01', '2001-12-14t21:59:43.10-05:00'],
  ...['- a', 'a: b', 'a:', ': a', '? a', 'a #b', '#a', '&a', '*a', '!a', '!!str a', '%a', '@a', '`a', '|', '>', '|-'],
  ...[
    '{a',
    '[a',
    'a]',
    '"',
    "'",
    `a "b": 'c'`,
    '\\',
    'a\\nb',
    '---',
    '...',
    '--- a',
    ',',
    '$(HOME)',
    '$$(X)',
    '{{ x }}',
  ],
  ...[
    '\t',
    ' a',
    'a ',
    'a\tb',
    'a\nb',
    'a\n',
    '\na',
    'a\n\n',
    'a\r\nb',
    '\r',
    ' a\n  b\n',
    'x'.repeat(300),
    'a b '.repeat(50),
  ],
];

/** Strings with characters that some reader, writer or terminal treats specially. */
const ODD_CHARACTERS = [
  ...['\0', '\u0007', '\u001b[31m', '\u007f', '\u0080', '\u0085', '\u009f', '\u00a0', '\u00ad', '\u2028', '\u2029'],
  ...[
    '\u200b',
    '\u200e',
    '\u202e',
    '\ufeff',
    '\ufffd',
    '\ufffe',
    '\uffff',
    '\u{1f600}',
    '\u{10ffff}',
    '\u0130',
    '\u65e5\u672c',
  ],
  ...['x\u0085y', 'a\u2028      lifecycle:\u2028        postStart: b', 'e\u0301', '\u0665', '\uff11'],
];

/** Values that are plausible, that look like something else, or that hardly anybody writes. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('info', 'https://example.com/?a=b&c=d', '{"a": 1}', 'two words') },
  { weight: 4, arbitrary: fc.constantFrom(...SCALARS) },
  { weight: 3, arbitrary: fc.constantFrom(...ODD_CHARACTERS) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom(...SCALARS, ...ODD_CHARACTERS), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

/** Keys that are valid wherever Kubernetes has keys, and are no plain words to every reader. */
const KEYS = [
  'null',
  'true',
  'on',
  'y',
  '1',
  '1e3',
  '0o7',
  '0x1F',
  '1_0',
  '2001-01-01',
  'constructor',
  'toString',
  'A.b',
];

/** Annotations with any value. */
export const annotations: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom('example.com/note', 'prometheus.io/scrape', ...KEYS, 'example.com/constructor'),
  texts,
  { minKeys: 1, maxKeys: 3, noNullPrototype: true },
);

/** Labels that are valid, though they do not look like it. */
export const oddLabels: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom('example.com/stage', ...KEYS, 'a'.repeat(63)),
  fc.constantFrom('', 'null', 'true', 'y', '0', '0o7', '0x1F', '1e3', '1_0', '1.0', '2001-01-01', 'A', 'a'.repeat(63)),
  { minKeys: 1, maxKeys: 2, noNullPrototype: true },
);

/** The contents of a configuration. */
export const configData: fc.Arbitrary<Labels> = fc.dictionary(
  fc.constantFrom('a.conf', '.hidden', '-', '_', '-.', '__proto__', 'valueOf', ...KEYS, 'a'.repeat(253)),
  texts,
  { minKeys: 1, maxKeys: 4, noNullPrototype: true },
);

/** In base64. */
export const configBytes: fc.Arbitrary<Labels> = fc.constantFrom<Labels[]>(
  { 'logo.png': 'iVBORw0KGgo=' },
  { empty: '' },
  { null: 'AAECAwQ=', '0o8': '/+8=' },
);
