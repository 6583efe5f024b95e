import { Chart, Testing } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import * as yaml from 'js-yaml';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MarApp, MarCluster, MarConfig, MarInstance } from '../../lib';
import { fill, inFolder, textsIn } from '../support/folder';
import { SMALL } from '../support/instance';
import { deleteNamespaces, describeE2e, get, kubectl } from '../support/kubectl';
import { Manifest } from '../support/manifest';

jest.setTimeout(3 * 60_000);

const NAME = 'e2e-yaml';
const dist = path.resolve(__dirname, '../../dist');

/** Texts that some reader could take for something else. */
const KNOWN = [
  ...'y Y n N yes No on off On OFF true TRUE false False ~ null Null NULL - -- --- ... . .. _ '.split(' '),
  ...'07 08 0777 0o8 0b1 0b2 0x1F 0x 1_000 1__0 _0 0_ a_0 1e3 1E3 1e 12e03 -2E+05 1.5e+3 .5 5. +1 -1 -0 0 1 1.0 1,000'.split(' '),
  ...'.inf -.inf +.INF .nan .NaN ::1 1:30 190:20:30 1:30.5 2001-01-01 2001-12-14t21:59:43.10-05:00 9999999999999999999'.split(' '),
  ...'| > |- >+ % %YAML @ @a ` `a` " \' "a" \'a\' \\ \\n # - ? [ { } [a] {{a}} ! !!str !a &a *a , a,b a: :a a#'.split(' '),
  'a: b', 'a #b', ' #', '- x', '? x', '{a: b}', '1 000', '2001-12-14 21:59:43', 'word '.repeat(100),
  ' a', 'a ', '\ta', 'a\t', ' ', '\t', '\n', '\n\n', 'a\n', 'a\n\n', '\na', '\n\na', ' a\n', ' a\nb', 'a\n b', 'a\n\tb', 'a \nb',
  'a\n \nb', '\n a', 'a\n---\nb', 'a\n...\n', '# a\n# b\n', 'a\r\nb', 'a\r\nb\r\n', '\r', 'a\r', 'a\n'.repeat(100),
  '\0', 'a\0b', '\x01', 'a\x07b', '\x1b[31mred\x1b[0m', 'a\x1fb', '\ufeff', '\ufeffa', 'a\u00a0b', '\u200b', 'é', 'e\u0301', '日本語', '👍', '👩‍👩‍👧', '\u{10ffff}',
]; // prettier-ignore

/**
 * What is kept out, as cdk8s writes it so that some reader does not have it back. Everything else is in, NUL too, which
 * Kubernetes stores.
 */
const KEPT_OUT: readonly RegExp[] = [
  /[\x7f-\x84\x86-\x9f\ufffe\uffff]/, // no characters of YAML, but written as they are: refused by PyYAML and kubectl
  /[\x85\u2028\u2029]/, // written as they are, but the end of a line in YAML 1.1: other texts for PyYAML and kubectl
  /^[-+]?0_*[oObBxX][-+\w]*$/, // not quoted where it is no number in YAML 1.1: '0o7' is one for js-yaml, '0B1' for kubectl
  /^(?=[^_]*_)[-+.\d][-+.\w]*$/, // the same: '+_1' and '1e3_' are numbers for kubectl, which drops the underscores first
  /^\s*\n\s*$/, // blank lines are written without their indentation, which nothing else shows: lost for all readers
  /^\n*\t[^]*\n|^\n+\t/, // a first line that begins with a tab is refused by kubectl, where others take it
  /^[^\n]*\t[^\n]*$/, // not quoted: PyYAML refuses a tab there
  /^(=|<<)$/, // not quoted: PyYAML knows a meaning of it, but no value
];

const PIECES = [
  ...Array.from(' \n\t\r-#:"\'|>017._+eExob?!&*%@`{}[],~\\=<a'),
  'null',
  'true',
  '.inf',
  '\0',
  '\xa0',
  '👍',
];
const TEXT = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...PIECES), maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...Array.from(' \n\t-a#')), maxLength: 6 }),
    fc.string({ unit: fc.constantFrom(...Array.from('017.e+-_xob:')), maxLength: 6 }),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  .filter((text) => !KEPT_OUT.some((pattern) => pattern.test(text)));

/** Keys of a configuration may be much of that too. */
const KEYS = KNOWN.filter((text) => /^[-._a-zA-Z0-9]{1,253}$/.test(text) && !/^\.\.?/.test(text));

/** A cluster with texts wherever a user can put some. */
function texts(app: MarApp, values: readonly string[]): MarCluster {
  const by = (prefix: string): [string, string][] => values.map((value, i) => [`${prefix}${i}`, value]);
  const annotations = Object.fromEntries(by('text-'));
  const cluster = new MarCluster(app, NAME, { annotations });
  const keys = KEYS.map((key) => [key, `of ${key}`]);
  new MarConfig(cluster, 'texts', { data: Object.fromEntries([...by('text-'), ...keys]) });
  const env = Object.fromEntries(by('TEXT_').map(([name, value]) => [name, EnvValue.fromValue(value)]));
  new MarInstance(cluster, 'texts-of-pod', { ...SMALL, env, args: [...values], annotations });
  return cluster;
}

/** What a chart writes, and the file that it is written to. */
function written(outdir: string, values: readonly string[]): { objects: Manifest[]; text: string } {
  const app = new MarApp({ outdir });
  const cluster: Chart = texts(app, values);
  app.synth();
  return { objects: Testing.synth(cluster), text: Object.values(textsIn(outdir))[0] ?? '' };
}

function pythonReads(text: string): unknown {
  const program = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin.buffer)), default=repr))';
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', program], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`python3 with PyYAML is needed, and reads the file: ${stderr}`);
  return JSON.parse(stdout);
}

function kubectlReads(text: string): unknown {
  return inFolder((folder) => {
    fill(folder, { 'all.yaml': text });
    const json = kubectl(['create', '--dry-run=client', '--validate=false', '-o', 'json', '-f', folder]);
    return JSON.parse(`[${json.replace(/^}\n(?={)/gm, '},')}]`);
  });
}

const READERS: (readonly [name: string, read: (text: string) => unknown])[] = [
  ['js-yaml', (text) => yaml.loadAll(text)],
  ['js-yaml, as YAML 1.1', (text) => yaml.loadAll(text, { schema: yaml.YAML11_SCHEMA })],
  ['PyYAML', pythonReads],
  ['kubectl', kubectlReads],
];

describeE2e('what is written as YAML', () => {
  beforeAll(() => {
    deleteNamespaces(NAME);
  });

  afterAll(() => {
    deleteNamespaces(NAME);
  });

  test.each(READERS)('law: whatever text is given, %s reads back the same objects', (_, read) => {
    const law = fc.property(fc.array(TEXT, { minLength: 200, maxLength: 200 }), (values) => {
      inFolder((outdir) => {
        const { objects, text } = written(outdir, values);
        expect(read(text)).toEqual(objects);
      });
    });
    fc.assert(law, { examples: [[KNOWN]], numRuns: 4, endOnFailure: true });
  });

  test('whatever text is given, the API server stores it', () => {
    const values = [...KNOWN, ...fc.sample(TEXT, 300)];
    inFolder((outdir) => {
      written(outdir, values);
      kubectl(['apply', '-f', outdir]);
    });
    const [pod, config] = [get('pod', 'texts-of-pod', '-n', NAME), get('configmap', 'texts', '-n', NAME)];
    const env = pod.spec.containers[0].env.map(({ value = '' }: Manifest) => value);
    expect([env, pod.spec.containers[0].args]).toEqual([values, values]);
    expect(values.map((_, i) => config.data[`text-${i}`])).toEqual(values);
    const { annotations } = get('namespace', NAME).metadata;
    expect(values.map((_, i) => annotations[`text-${i}`])).toEqual(values);
    expect(KEYS.map((key) => config.data[key])).toEqual(KEYS.map((key) => `of ${key}`));
  });

  test.each(READERS)('%s reads the files in dist as they were meant', (_, read) => {
    const all = Object.values(textsIn(dist)).join('---\n');
    const meant = parseAllDocuments(all, { version: '1.1' }).map((document) => document.toJSON());
    expect(meant.length).toBeGreaterThan(100);
    expect(read(all)).toEqual(meant);
  });
});
