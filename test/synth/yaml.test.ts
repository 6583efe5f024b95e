import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { yamlOf } from '../../lib/synth/yaml';
import { LoneSurrogateError } from '../../lib/synth/yaml-strings';
import { KNOWN_ODD_STRINGS, LONG_ODD_STRING, ODD_STRING } from '../support/odd-strings';
import { NODE_READERS } from '../support/yaml-readers';

/** Strings that manifests are made of, beside odd ones. */
const ordinary = fc.constantFrom(
  ...['registry.example.com/db:16.4', 'sha256:abc', 'http://a/b?c=d&e=f', 'a::b', 'cpu', 'A sentence of words.', 'two  spaces', '100m'],
  ...['10.0.0.0/8', '--flag=value', '-c', '$(NAME)', '1.2.3', '16.4-alpine', '5s', "it's", 'a, b', '(x)', '/bin/sh', 'a=b', 'é', 'x'.repeat(200)],
  ...['{"a": 1}', '*.example.com', '@every 1h', '*/5 * * * *', 'a: b\nc: d\n', '#!/bin/sh\nset -e\n\n  exec "$@"\n', 'word '.repeat(60)],
); // prettier-ignore

const text = fc.oneof(ordinary, fc.lorem(), fc.string(), ODD_STRING);
/** Without -0, which is 0. */
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger())
  .map((some) => some + 0);
const { list, map } = fc.letrec<{ value: unknown; leaf: unknown; list: unknown; map: unknown }>((tie) => ({
  leaf: fc.oneof(text, number, fc.boolean(), fc.constant(null)),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('list'), tie('map')),
}));

/**
 * Matches strings in JSON that cdk8s writes so that some reader takes them for something else, and invisible characters, which are
 * escaped here. `test/e2e/yaml-readers.test.ts` holds with all readers that there are no others.
 */
const OTHERWISE: readonly RegExp[] = [
  /[\x7f-\x9f\u2028\u2029\ufeff\p{Noncharacter_Code_Point}]/u, // not YAML, or a line break in YAML 1.1
  /\\t/, // PyYAML and Go do not take a tab everywhere
  /"(?:---|\.\.\.)/, // as a key, a mark between documents
  /"[-+]?0_*[oObBxX][-+\w]*"|"(?=[^"_]*_)[-+.\de][-+.\w]*"/i, // a number of Go, which drops each '_' first
  /"\d{4}-\d\d?-\d\d?[Tt ][^"]*"/, // a timestamp of PyYAML and js-yaml: '2001-12-14 21:59:43.'
  /"(?:=|<<)"/, // PyYAML knows its meaning, but no value
  /"(?:\\n| )*\\n(?:\\n| )*"/, // blank lines alone: lost
  /(?<![\d.])\d+e[-+]?\d/, // PyYAML takes a number without a point for a string
  /\\n \\n/, // in quotes over several lines, a backslash too much
]; // prettier-ignore

function isOtherwise(document: unknown): boolean {
  const json = JSON.stringify(document);
  return OTHERWISE.some((pattern) => pattern.test(json));
}

test('law: a document is what cdk8s writes, letter for letter where that is right, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(list, map), (document) => {
      const written = yamlOf(document);
      if (!isOtherwise(document)) expect(written).toBe(Yaml.stringify(document));
      expect(parse(written, { version: '1.1' })).toEqual(document);
    }),
    { numRuns: 2000 },
  );
});

test.each(Object.entries(NODE_READERS))(
  'law: %s reads any string back as it was, as a key and as a value',
  (_, read) => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: ODD_STRING }, LONG_ODD_STRING)), (strings) => {
        const document = { list: strings, map: Object.fromEntries(strings.map((text) => [text, [{ [text]: text }]])) };
        expect(read([yamlOf(document)])).toEqual([{ value: document }]);
      }),
      { examples: [[[...KNOWN_ODD_STRINGS]]], numRuns: 200 },
    );
  },
);

test.each([
  ['0o755', '"0o755"'],
  ['0B1', '"0B1"'],
  ['1e5_0', '"1e5_0"'],
  ['x\u0085y', '"x\\x85y"'],
  ['hi\u2028there', '"hi\\u2028there"'],
  ['a\x7fb', '"a\\x7fb"'],
  ['\ufffe', '"\\ufffe"'],
  ['\u{1ffff}', '"\\U0001ffff"'],
  ['=', '"="'],
  ['a\tb', '"a\\tb"'],
  ['100m', '100m'],
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['"b"', `'"b"'`],
  ['1.2.3', '1.2.3'],
])('%j is written as %s', (text, written) => {
  expect(yamlOf({ [text]: text })).toBe(`${written}: ${written}\n`);
});

test('a script stays a block, also with tabs, blank lines and characters of other languages', () => {
  const script = '#!/bin/sh\n\nif true; then\n\techo "日本: 😀"\nfi\n';
  expect(yamlOf({ 'run.sh': script })).toBe('run.sh: |\n  #!/bin/sh\n\n  if true; then\n  \techo "日本: 😀"\n  fi\n');
});

test('one odd character in a long text leaves its lines apart, in quotes', () => {
  const text = 'const separator = "\u2028";\nconst other = 1;\n';
  expect(yamlOf({ 'main.js': text })).toBe('main.js: "const separator = \\"\\u2028\\";\n\n  const other = 1;\\n"\n');
});

test.each([{ a: ['x\ud800y'] }, { 'x\udc00': 1 }])(
  'fails on a lone surrogate, which UTF-8 cannot hold: %j',
  (document) => {
    expect(() => yamlOf(document)).toThrow(LoneSurrogateError);
  },
);

test('an object that occurs twice is written twice', () => {
  const labels = { app: 'web' };
  expect(yamlOf({ selector: labels, labels })).toBe('selector:\n  app: web\nlabels:\n  app: web\n');
});
