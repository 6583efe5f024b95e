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
import { KNOWN_ODD_STRINGS, ODD_STRING } from '../support/odd-strings';

const NAME = 'e2e-yaml';
const dist = path.resolve(__dirname, '../../dist');

/** Keys of a configuration may be much of that too. */
const KEYS = KNOWN_ODD_STRINGS.filter((text) => /^[-._a-zA-Z0-9]{1,253}$/.test(text) && !/^\.\.?/.test(text));

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
    const law = fc.property(fc.array(ODD_STRING, { minLength: 200, maxLength: 200 }), (values) => {
      inFolder((outdir) => {
        const { objects, text } = written(outdir, values);
        expect(read(text)).toEqual(objects);
      });
    });
    fc.assert(law, { examples: [[[...KNOWN_ODD_STRINGS]]], numRuns: 4, endOnFailure: true });
  });

  test('whatever text is given, the API server stores it', () => {
    const values = [...KNOWN_ODD_STRINGS, ...fc.sample(ODD_STRING, 300)];
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

  test('a value with line breaks of YAML 1.1 stays a value: it becomes no hook of its container', () => {
    const hook = ['lifecycle:', '  postStart:', '    exec:', '      command:', '        - id'];
    const value = ['hi', ...hook.map((line) => `      ${line}`)].join('\u2028');
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      const cluster = new MarCluster(app, NAME);
      new MarInstance(cluster, 'no-hook', { ...SMALL, env: { TEXT: EnvValue.fromValue(value) } });
      app.synth();
      kubectl(['apply', '-f', outdir]);
    });
    const [container] = get('pod', 'no-hook', '-n', NAME).spec.containers;
    expect(container.env).toEqual([{ name: 'TEXT', value }]);
    expect(container.lifecycle).toBeUndefined();
  });

  test.each(READERS)('%s reads the files in dist as they were meant', (_, read) => {
    const all = Object.values(textsIn(dist)).join('---\n');
    const meant = parseAllDocuments(all, { version: '1.1' }).map((document) => document.toJSON());
    expect(meant.length).toBeGreaterThan(100);
    expect(read(all)).toEqual(meant);
  });
});
