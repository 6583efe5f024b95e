import * as fc from 'fast-check';

/** Strings that some reader of YAML takes for something else, by example. */
export const KNOWN_ODD_STRINGS: readonly string[] = [
  ...'y Y n N yes No on Off On OFF true TRUE false False ~ null Null NULL - -- --- ... . .. _ = <<'.split(' '),
  ...'07 08 0777 0o8 0b1 0b2 0x1F 0x 1_000 1__0 _0 0_ a_0 1e3 1E3 1e 12e03 -2E+05 1.5e+3 .5 5. +1 -1 -0 0 1 1.0 1,000'.split(' '),
  ...'.inf -.inf +.INF .nan .NaN ::1 1:30 190:20:30 1:30.5 2001-01-01 2001-12-14t21:59:43.10-05:00 9999999999999999999'.split(' '),
  ...'0o17 -0o7 0O17 0X1F 0B1 1e1_0 1e5_0 -_1 +_1 0o022 0b-1 0_x1F 0x_ 0b_ 0b1__ ._ -._ e5 .e5 +E3 0o755 0o644 0X_ 08.5'.split(' '),
  ...'| > |- >+ % %YAML @ @a ` `a` " \' "a" \'a\' \\ \\n # - ? [ { } [a] {{a}} ! !!str !a &a *a , a,b a: :a a#'.split(' '),
  'a: b', 'a #b', ' #', '- x', '? x', '{a: b}', '1 000', '2001-12-14 21:59:43', 'word '.repeat(100), '"a"\t', '',
  ' a', 'a ', '\ta', 'a\t', 'a\tb', ' ', '\t', '\n', '\n\n', 'a\n', 'a\n\n', '\na', '\n\na', ' a\n', ' a\nb', 'a\n b', 'a\n\tb', 'a \nb',
  'a\n \nb', '\n a', 'a\n---\nb', 'a\n...\n', '# a\n# b\n', 'a\r\nb', 'a\r\nb\r\n', '\r', 'a\r', 'a\n'.repeat(100), ' \n', '\n \n', '\t\n',
  '\ta\nb', '\n\ta', ' \ta\nb', 'a\n ', 'a\n\t', 'a\n \n', 'a\n\n ', '\r\n \n'.padEnd(60, 'a'), 'a: b\r\n  - c\r\n'.repeat(5),
  '\0', 'a\0b', '\x01', 'a\x07b', '\x1b[31mred\x1b[0m', 'a\x1fb', '\ufeff', '\ufeffa', 'a\u00a0b', '\u200b', 'é', 'e\u0301', '日本語', '👍',
  '👩‍👩‍👧', '\u{10fffd}', 'x\u0085y', 'a\u2028b', 'a\u2029b', 'a\x7fb', 'a\x9fb', 'a\ufffeb', 'a\uffffb', '\ufdd0', '\u{1fffe}', '\u{10ffff}',
  'hi\u2028      lifecycle:\u2028        postStart: {}', 'k'.repeat(1022), 'k'.repeat(1025), '"'.repeat(511), '"'.repeat(512), '\x7f'.repeat(300),
]; // prettier-ignore

const PIECES = [
  ...Array.from(' \n\t\r-#:"\'|>017._+eExXobB?!&*%@`{}[],~\\=<a\0\x07\x1b\x7f\x80\x85\x9f\xa0\u2028\u2029\ufeff\ufffe\uffff'),
  ...['null', 'true', '.inf', '---', '...', ': ', ' #', '\n\n', '\n ', ' \n', '\r\n', '<<', '\u200b', '\u202e', '\ud7ff', '\ue000'],
  ...['\ufdd0', '\ufffd', '👍', 'é', '\u{1fffe}', '\u{10ffff}'],
]; // prettier-ignore

/** Digits of all bases, with what may stand between and around them. */
const NUMBER_PIECES = [...Array.from('01789_.+-eE:oObBxXafF'), '0x', '0X', '0b', '0B', '0o', '0O', '00', '.5', '__'];

function join(pieces: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));
}

/** A part of a number, such as `-0x` or `1_0`. */
function some(characters: string, minLength: number, maxLength = 5): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength });
}

function sequence(...parts: (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc
    .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
    .map((all) => all.join(''));
}

const sign = fc.constantFrom('', '-', '+');
const digits = some('0123456789_', 1);
const base60 = fc
  .array(sequence(':', some('0123456789', 1, 2)), { minLength: 1, maxLength: 3 })
  .map((all) => all.join(''));

/** Scalars that are no strings in YAML 1.1. @see https://yaml.org/type/ */
const SCALAR = fc.oneof(
  sequence(sign, fc.constantFrom('0b', '0B'), some('01_', 0, 9)),
  sequence(sign, fc.constantFrom('0', '0o', '0O'), some('01234567_', 0, 9)),
  sequence(sign, fc.constantFrom('0x', '0X'), some('0123456789abcdefABCDEF_', 0, 9)),
  sequence(sign, digits),
  sequence(sign, digits, base60),
  sequence(sign, digits, base60, '.', some('0123456789_', 0)),
  sequence(sign, fc.constantFrom('', '.'), digits, fc.constantFrom('', '.'), some('0123456789_', 0), fc.constantFrom('e', 'E'), sign, digits),
  sequence(sign, some('0123456789_', 0), '.', some('0123456789_', 0)),
  sequence(sign, fc.constantFrom('.inf', '.Inf', '.INF', '.nan', '.NaN', '.NAN', '.iNF')),
  fc.constantFrom(...'y Y n N yes Yes YES yES no No NO on On ON off Off OFF oFF true True TRUE tRUE false False FALSE'.split(' ')),
  fc.constantFrom('~', 'null', 'Null', 'NULL', 'nULL', '', '<<', '=', '!', '&', '*', '__proto__', 'constructor'),
  sequence(some('0123456789', 4, 4), '-', some('0123456789', 1, 2), '-', some('0123456789', 1, 2)),
  sequence(
    some('0123456789', 4, 4), '-', some('01', 1, 2), '-', some('012', 1, 2), fc.constantFrom('t', 'T', ' ', '  ', '\t'),
    some('012', 1, 2), ':', some('012345', 2, 2), ':', some('012345', 2, 2), fc.constantFrom('', '.', '.5', '.123456789'),
    fc.constantFrom('', 'Z', ' Z', '-5', '+05:30', ' -05:00', '\tZ'),
  ),
); // prettier-ignore

/** Such a scalar, or one that something is missing from or added to. */
const NEAR_SCALAR = fc
  .tuple(
    SCALAR,
    fc.nat({ max: 12 }),
    fc.nat({ max: 1 }),
    fc.constantFrom('', '', ...NUMBER_PIECES, ' ', '\n', '#', "'"),
  )
  .map(([text, at, removed, added]) => text.slice(0, at) + added + text.slice(at + removed));

const CHARACTER = fc.oneof(
  fc.integer({ min: 0, max: 0x2ff }),
  fc.integer({ min: 0x2000, max: 0x20ff }),
  fc.integer({ min: 0xe000, max: 0xffff }),
  fc.integer({ min: 0, max: 0x1fffff }).map((number) => number % 0x110000),
  fc.nat({ max: 16 }).map((plane) => plane * 0x10000 + 0xfffe),
).map((code) => (code >= 0xd800 && code <= 0xdfff ? ' ' : String.fromCodePoint(code))); // prettier-ignore

const LINES = fc.array(fc.oneof(join(PIECES, 5), join([' ', '\t', 'a', '#', '-'], 4), fc.lorem({ maxCount: 4 })), {
  maxLength: 8,
});

/** Strings without lone surrogates that a reader of YAML may take for something else, at all lengths. */
export const ODD_STRING: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...KNOWN_ODD_STRINGS.filter((text) => text.length < 300)) },
  { weight: 8, arbitrary: join(PIECES, 8) },
  { weight: 4, arbitrary: join(NUMBER_PIECES, 6) },
  { weight: 6, arbitrary: SCALAR },
  { weight: 6, arbitrary: NEAR_SCALAR },
  { weight: 4, arbitrary: fc.string({ unit: CHARACTER, maxLength: 8 }) },
  { weight: 4, arbitrary: join([' ', '\n', '\t', '-', 'a', '#'], 7) },
  { weight: 3, arbitrary: LINES.map((lines) => lines.join('\n')) },
  { weight: 2, arbitrary: LINES.map((lines) => lines.join('\r\n')) },
  {
    weight: 2,
    arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
  },
);

/** Long strings of the same kind: keys around the 1024 characters at which readers want a question mark, and long lines. */
export const LONG_ODD_STRING: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(join(PIECES, 6), fc.constantFrom('k', '"', '\x7f', 'é', '👍', 'word ', '\n', ' ', '\u2028'), fc.integer({ min: 1, max: 1100 }))
    .map(([text, unit, length]) => text + unit.repeat(length / unit.length)),
  join(PIECES, 400),
  fc.array(LINES, { maxLength: 12 }).map((all) => all.flat().join('\n')),
); // prettier-ignore
