import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const root = path.resolve(__dirname, '../..');
const PACKAGE = 'cdk8s-mar';

/** The code blocks of a page in one language. */
export function blocks(page: string, language: string): string[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');
}

/** The TypeScript blocks of a page, which are one program. */
export function programOf(page: string): string {
  return blocks(page, 'ts').join('\n');
}

/** What the compiler says of a program that imports this package by its name. */
export function typeErrors(program: string): string[] {
  const file = path.join(root, 'snippet.ts');
  const { options } = ts.parseJsonConfigFileContent(readConfig(), ts.sys, root);
  const all = { ...options, noEmit: true, paths: { [PACKAGE]: [path.join(root, 'lib')] } };
  const host = ts.createCompilerHost(all);
  const disk = { ...host };
  host.readFile = (name) => (name === file ? program : disk.readFile(name));
  host.fileExists = (name) => name === file || disk.fileExists(name);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], all, host));
  return diagnostics.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

/** Runs a program that imports this package by its name; it writes to the given folder. */
export function runProgram(program: string, outdir: string): void {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const require = (name: string): unknown => jestRequire(name === PACKAGE ? path.join(root, 'lib') : name);
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function('require', 'exports', outputText)(require, {});
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
  }
}

/** The `require` of the test, so that program and test share one copy of each module. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const jestRequire = (name: string): unknown => require(name);

function readConfig(): unknown {
  return ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config;
}
