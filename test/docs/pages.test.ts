import * as fs from 'node:fs';
import * as path from 'node:path';
import { MarPermission } from '../../lib';
import { RULES } from '../../lib/access/permission';
import { inFolder, textsIn } from '../support/folder';
import { blocks, findTypeErrors, programsOf, runProgram } from '../support/snippets';

const root = path.resolve(__dirname, '../..');
const docs = fs.readdirSync(path.join(root, 'docs')).map((page) => `docs/${page}`);
const pages = ['README.md', ...docs];

const [readme = ''] = programsOf('README.md');
const programs = pages.flatMap((page) => programsOf(page).map((program, i) => ({ page, nth: i + 1, program })));

/** Those that talk to live clusters write no manifests. */
const synthesizing = programs.filter(({ program }) => !program.includes("'cdk8s-mar/runtime'"));

/** The file that docs/tasks.md includes: what somebody had before. */
const BOUTIQUE = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata: { labels: { app: cart } }
    spec:
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: server
          image: registry.example.com/cart:0.10
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
          resources: { limits: { cpu: 200m, memory: 128Mi } }
`;

function outputOf(program: string): string {
  return inFolder((folder) => {
    fs.writeFileSync(path.join(folder, 'boutique.yaml'), BOUTIQUE);
    runProgram(program, folder);
    return Object.values(textsIn(path.join(folder, 'dist'))).join('---\n');
  });
}

function errorOf(program: string): unknown {
  try {
    return outputOf(program);
  } catch (error) {
    return error;
  }
}

beforeEach(() => {
  for (const method of ['warn', 'log'] as const) jest.spyOn(console, method).mockReturnValue();
});

afterEach(() => {
  jest.restoreAllMocks();
});

const withTypo = readme.replace('memory:', 'memroy:');
const [typoErrors = [], ...typeErrors] = findTypeErrors([withTypo, ...programs.map(({ program }) => program)]);

test.each(programs.map((program, i) => ({ ...program, errors: typeErrors[i] })))(
  'program $nth of $page compiles as it stands',
  ({ errors }) => {
    expect(errors).toEqual([]);
  },
);

test('a typo in a snippet is found', () => {
  const [error] = typoErrors;
  expect(error).toContain("but 'memroy' does not exist in type 'MarInstanceProps'. Did you mean to write 'memory'?");
});

test.each(synthesizing)('program $nth of $page runs and writes manifests', ({ program }) => {
  expect(outputOf(program)).toContain('kind: Namespace');
});

test('the manifest in the README is what its program writes', () => {
  const documents = outputOf(readme).split('---\n');
  const shown = blocks('README.md', 'yaml');
  expect(shown).toHaveLength(1);
  expect(documents).toContain(shown[0]);
});

test('the errors in the README are what its program throws when changed so', () => {
  const errors = blocks('README.md', 'text').map((text) => new Error(text.trim()));
  const changed = [
    readme.replace('port: 8080', 'port: 8080, requests: { cpu: Cpu.millis(2500) }'),
    readme
      .replace("(app, 'shop')", "(app, 'shop', { quota: { cpu: Cpu.millis(50) } })")
      .replace('web.exposeViaService', "web.mountClaim('/pages', 'pagse');\n$&"),
  ];
  expect(changed.map(errorOf)).toEqual(errors);
});

test('the matrix in docs/network.md is what its program says', () => {
  const print = jest.spyOn(console, 'log').mockReturnValue();
  outputOf(programsOf('docs/network.md')[0] ?? '');
  expect(print.mock.calls).toEqual([[blocks('docs/network.md', 'text')[0]]]);
});

test('every link of a page leads to a file', () => {
  const broken = pages.flatMap((page) => {
    const text = fs.readFileSync(path.join(root, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
    return targets.filter((target) => !fs.existsSync(path.join(root, path.dirname(page), target)));
  });
  expect(broken).toEqual([]);
});

test('the table of docs/access.md names every permission with the verbs that it has', () => {
  const text = fs.readFileSync(path.join(root, 'docs/access.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (?:`([a-z:]+)`)? *\| ([a-z ]+?) *\| (?!permissions)/gm)].map((row) => [
    row[1] ?? '',
    row[2] ?? '',
  ]);
  const table = new Map<string, string[]>();
  let permission = '';
  for (const [name = '', verbs = ''] of rows) {
    permission = name === '' ? permission : name;
    table.set(permission, [...(table.get(permission) ?? []), verbs]);
  }
  table.delete('');
  const expected = Object.values(MarPermission).map((name) => [name, RULES[name].map(([verbs]) => verbs)] as const);
  expect([...table].sort()).toEqual([...expected].sort());
});
