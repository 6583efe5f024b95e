import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { yamlOf } from '../../lib/synth/yaml';

/** What readers of YAML take for something else, or look at twice. */
const odd = fc.constantFrom(
  ...['', ' ', 'y', 'N', 'yes', 'off', 'True', 'null', '~', 'NaN', '.inf', '-', '?', '---', '...', '%', '<<', '=', '@x', '`x`'],
  ...['1', '-1', '+1', '0o7', '010', '0x1F', '1e3', '1E3', '.5', '1_000', '190:20:30', '::1', '2001-01-01', '10.0.0.0/8', '100m'],
  ...['a: b', 'a:', ':a', 'a #b', '#a', 'a# b', '- a', 'a ', ' a', "it's", '"a"', '{a}', '[a]', '*a', '&a', '!a', '|', '>', 'a,b'],
  ...['a\nb', 'a\n', '\na', 'a\n\nb\n', ' a\nb', 'a\n b', 'a \nb', 'a\n---\nb', 'a\n...', '\n', '\n\n', 'a\r\nb', 'a\tb', '\t', 'a\n\n\n'],
  ...['\u0000', '\u0007', '\u0085', '\u2028', '\ufeff', '\ud800', 'é', '日本', '😀', 'a: b\nc: d\n', 'x'.repeat(200), 'word '.repeat(60)],
  ...['registry.example.com/db:16.4', 'sha256:abc', 'http://a/b', 'a::b', 'cpu', 'A sentence of words.', 'two  spaces', '__proto__'],
); // prettier-ignore

const text = fc.oneof(
  { weight: 3, arbitrary: odd },
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string(),
  fc.lorem(),
);
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

/** Whether cdk8s writes something by where it is, or so that readers lose it: marks between documents, `<<`, the byte order mark. */
function isMisread(document: unknown): boolean {
  return /(^|["\n])(%|---|\.\.\.)|"<<":|\ufeff/.test(JSON.stringify(document).replaceAll('\\n', '\n'));
}

test('law: a document is what cdk8s writes, letter for letter where that is right, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(list, map), (document) => {
      const written = yamlOf(document);
      if (!isMisread(document)) expect(written).toBe(Yaml.stringify(document));
      expect(parse(written, { version: '1.1' })).toEqual(document);
    }),
    { numRuns: 2000 },
  );
});

test('an object that occurs twice is written twice', () => {
  const labels = { app: 'web' };
  expect(yamlOf({ selector: labels, labels })).toBe('selector:\n  app: web\nlabels:\n  app: web\n');
});
