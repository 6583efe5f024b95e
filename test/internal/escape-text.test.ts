import { escapeLine, escapeText, isUnsafe } from '../../lib/internal/escape-text';

/** Every code point of Unicode, with what it becomes. */
function* escapedCharacters(): Generator<[code: number, escaped: string]> {
  for (let code = 0; code <= 0x10ffff; code += 1) yield [code, escapeLine(String.fromCodePoint(code))];
}

/** The code points of the categories Cc, Cf, Cs, Zl and Zp, as Python's `unicodedata` 14.0 lists them. */
const CONTROLS: readonly (readonly [first: number, last: number])[] = [
  ...[[0x0, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x600, 0x605], [0x61c, 0x61c], [0x6dd, 0x6dd], [0x70f, 0x70f]], // prettier-ignore
  ...[[0x890, 0x891], [0x8e2, 0x8e2], [0x180e, 0x180e], [0x200b, 0x200f], [0x2028, 0x202e], [0x2060, 0x2064]], // prettier-ignore
  ...[
    [0x2066, 0x206f],
    [0xd800, 0xdfff],
    [0xfeff, 0xfeff],
    [0xfff9, 0xfffb],
    [0x110bd, 0x110bd],
  ],
  ...[
    [0x110cd, 0x110cd],
    [0x13430, 0x13438],
    [0x1bca0, 0x1bca3],
    [0x1d173, 0x1d17a],
    [0xe0001, 0xe0001],
  ],
  [0xe0020, 0xe007f],
].map(([first = 0, last = 0]) => [first, last]);

/** Characters that show nothing though Unicode counts them as letters or marks, and code points that are no characters. */
const OTHERS: typeof CONTROLS = [
  ...([[0x34f, 0x34f], [0x115f, 0x1160], [0x17b4, 0x17b5], [0x180b, 0x180d], [0x180f, 0x180f], [0x2065, 0x2065], [0x3164, 0x3164]] as const), // prettier-ignore
  ...([
    [0xfe00, 0xfe0f],
    [0xffa0, 0xffa0],
    [0xfdd0, 0xfdef],
    [0xfffe, 0xffff],
    [0x1fffe, 0x1ffff],
  ] as const),
  ...([
    [0xe0100, 0xe01ef],
    [0x10fffe, 0x10ffff],
  ] as const),
];

const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\p{Co}]$/u;

test('every character that steers, reorders or shows nothing is spelled out in ASCII, each in its own way', () => {
  const unsafe = [...CONTROLS, ...OTHERS];
  const spelled = new Set<string>();
  for (const [code, escaped] of escapedCharacters()) {
    if (unsafe.some(([first, last]) => code >= first && code <= last)) {
      expect(escaped).toMatch(/^\\(?:[ntr]|x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]{5,6}\})$/);
      spelled.add(escaped);
    }
  }
  expect(spelled.size).toBe(unsafe.reduce((sum, [first, last]) => sum + last - first + 1, 0));
});

test('every letter, digit, sign and space that is seen stays, in whatever script', () => {
  const changed: string[] = [];
  let seen = 0;
  for (const [code, escaped] of escapedCharacters()) {
    const character = String.fromCodePoint(code);
    if (!VISIBLE.test(character) || OTHERS.some(([first, last]) => code >= first && code <= last)) continue;
    seen += 1;
    if (escaped !== character) changed.push(code.toString(16));
  }
  expect(changed).toEqual([]);
  expect(seen).toBeGreaterThan(200_000);
});

test.each([
  ['\u001b[2J\u009b1m', '\\x1b[2J\\x9b1m'],
  ['\u001b]52;c;aGk=\u0007', '\\x1b]52;c;aGk=\\x07'],
  ['a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
  ['pro\u200bd\ufeff', 'pro\\u200bd\\ufeff'],
  ['\u{e0041}\ud800x', '\\u{e0041}\\ud800x'],
  ['a\tb\r\nc', 'a\\tb\\r\\nc'],
])('%j becomes the line %s', (text, line) => {
  expect(escapeLine(text)).toBe(line);
  expect(isUnsafe(text)).toBe(true);
});

test('line feeds stay in text of several lines', () => {
  expect(escapeText('one\ntwo\u0007\n')).toBe('one\ntwo\\x07\n');
  expect(isUnsafe('one\ntwo')).toBe(false);
});

test.each(['👩‍💻 up', '⚠️ low', '👍🏽', '👩‍👩‍👧', '🏳️‍🌈', 'שלום', 'e\u0301', '日本語', 'a\u00a0b'])(
  '%s stays as it is',
  (text) => {
    expect(escapeText(text)).toBe(text);
  },
);

test.each([
  ['a\u200db', 'a\\u200db'],
  ['👍\u200d', '👍\\u200d'],
  ['1\ufe0f', '1\\ufe0f'],
  ['👍\ufe0f\ufe0f', '👍\ufe0f\\ufe0f'],
  ['🏴\u{e0067}', '🏴\\u{e0067}'],
])(
  'what belongs to an emoji is spelled out where there is none, or more of it than there can be: %j',
  (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  },
);
