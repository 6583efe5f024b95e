import * as fs from 'node:fs';
import * as path from 'node:path';
import { RULES } from '../../lib/check/catalogue';
import { inFolder, textsIn } from '../support/folder';
import { ruleList } from '../support/rule-list';
import { blocks, programsOf, runProgram } from '../support/snippets';

const PAGE = 'docs/checks.md';
const LIST = /(?<=<!-- rules: written by test\/docs\/checks\.test\.ts -->\n\n).*?(?=\n<!-- end of rules -->)/s;

const root = path.resolve(__dirname, '../..');
const [refused = '', ci = '', own = ''] = programsOf(PAGE);
const [refusal, change, unnamed] = blocks(PAGE, 'text').map((text) => new Error(text.trim()));

function written(file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

/** Runs a program in a folder, and returns what it throws. */
function errorOf(program: string, folder: string): unknown {
  try {
    runProgram(program, folder);
    return undefined;
  } catch (error) {
    return error;
  }
}

test('the list of rules is what the rules say and print; with MAR_UPDATE_DOCS=1 it is written', () => {
  expect(written(PAGE)).toMatch(LIST);
  const page = written(PAGE).replace(LIST, ruleList);
  if (process.env.MAR_UPDATE_DOCS === '1') fs.writeFileSync(path.join(root, PAGE), page);
  expect(written(PAGE)).toBe(page);
});

test('every code on a page is that of a rule', () => {
  const pages = ['README.md', ...fs.readdirSync(path.join(root, 'docs')).map((page) => `docs/${page}`)];
  const codes = pages.flatMap((page) => written(page).match(/\bMAR-[A-Z]\d+/g) ?? []);
  const known = [...RULES.map(({ code }) => code), 'MAR-V01'];
  expect(codes.filter((code) => !known.includes(code))).toEqual([]);
});

test('the first program is refused as the page says, until it is told what exists and what is meant', () => {
  const before = refused.slice(0, refused.indexOf('Checks.of'));
  expect(inFolder((folder) => errorOf(`${before}app.synth();`, folder))).toEqual(refusal);
});

test('the reason is written on the object as the page says', () => {
  const [annotated = ''] = blocks(PAGE, 'yaml');
  inFolder((folder) => {
    runProgram(refused, folder);
    expect(textsIn(path.join(folder, 'dist'))['prod.k8s.yaml']).toContain(annotated);
  });
});

test('with lastApplied, a change that nobody can make is printed and reported as the page says', () => {
  const [report] = blocks(PAGE, 'json');
  inFolder((folder) => {
    const main = path.join(folder, 'main');
    const branch = path.join(folder, 'branch');
    for (const one of [main, branch]) fs.mkdirSync(one);
    runProgram(ci.replace('gibibytes(20)', 'gibibytes(40)'), main);
    process.env.LAST_APPLIED = '../main/dist';
    const error = errorOf(ci, branch);
    delete process.env.LAST_APPLIED;
    expect(error).toEqual(change);
    const { 'checks.json': json, ...others } = textsIn(path.join(branch, 'reports'));
    expect(json).toBe(report);
    expect(Object.keys(others)).toEqual(['checks.sarif']);
  });
});

test('the rule of the page prints what the page says', () => {
  const program = own.replace(", storageClassName: 'fast'", '');
  expect(inFolder((folder) => errorOf(program, folder))).toEqual(unnamed);
});

test('cdk8s.yaml names this version', () => {
  const { version } = JSON.parse(written('package.json')) as { version: string };
  expect(blocks(PAGE, 'yaml')[1]).toContain(`\n    version: ${version}\n`);
});
