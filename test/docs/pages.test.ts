import * as fs from 'node:fs';
import * as path from 'node:path';
import { MarPermission } from '../../lib';
import { RULES } from '../../lib/cluster/permission';
import { inFolder, textsIn } from '../support/folder';
import { blocks, programOf, runProgram, typeErrors } from '../support/snippets';

const root = path.resolve(__dirname, '../..');
const docs = fs.readdirSync(path.join(root, 'docs')).map((page) => `docs/${page}`);
const pages = ['README.md', ...docs];

function outputOf(program: string): string {
  return inFolder((outdir) => {
    runProgram(program, outdir);
    return Object.values(textsIn(outdir)).join('---\n');
  });
}

test.each(pages)(
  'the program of %s compiles as it stands',
  (page) => {
    expect(typeErrors(programOf(page))).toEqual([]);
  },
  60_000,
);

test('a typo in a snippet would be found', () => {
  const [error] = typeErrors(programOf('README.md').replace('region:', 'regoin:'));
  expect(error).toContain("but 'regoin' does not exist in type 'MarClusterProps'. Did you mean to write 'region'?");
}, 60_000);

test.each(pages)('the program of %s runs and writes manifests', (page) => {
  expect(outputOf(programOf(page))).toContain('kind: Namespace');
});

test('the manifest in the README is what its program writes', () => {
  const documents = outputOf(programOf('README.md')).split('---\n');
  const shown = blocks('README.md', 'yaml');
  expect(shown).toHaveLength(1);
  expect(documents).toContain(shown[0]);
});

test('the error in the README is what its program throws when changed so', () => {
  const program = programOf('README.md').replace('port: 5000', 'port: 5000, requests: { cpu: Cpu.millis(2500) }');
  const [shown = ''] = blocks('README.md', 'text');
  expect(() => outputOf(program)).toThrow(new Error(shown.trim()));
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
