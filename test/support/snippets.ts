import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const root = path.resolve(__dirname, '../..');
/** What a program imports, and where it is. */
const FOLDERS: Readonly<Record<string, string>> = {
  'cdk8s-mar': path.join(root, 'lib'),
  'cdk8s-mar/runtime': path.join(root, 'lib/runtime'),
};

/** The code blocks of a page in one language. */
export function blocks(page: string, language: string): string[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');
}

/** The programs of a page: its TypeScript blocks, of which one that starts with an import begins another program. */
export function programsOf(page: string): string[] {
  const programs: string[] = [];
  for (const block of blocks(page, 'ts')) {
    const begun = block.startsWith('import ') ? undefined : programs.pop();
    programs.push(begun === undefined ? block : `${begun}\n${block}`);
  }
  return programs;
}

/**
 * Returns the type errors of each program, which imports this package by its name. All programs are compiled together, because the
 * compiler takes seconds to load the types of cdk8s-plus.
 */
export function findTypeErrors(programs: readonly string[]): string[][] {
  const files = new Map(programs.map((program, i) => [path.join(root, `snippet-${i}.ts`), program]));
  const paths = Object.fromEntries(Object.entries(FOLDERS).map(([name, folder]) => [name, [folder]]));
  const all = { ...readCompilerOptions(), noEmit: true, paths, moduleDetection: ts.ModuleDetectionKind.Force };
  const host = ts.createCompilerHost(all);
  const disk = { ...host };
  host.readFile = (name) => files.get(name) ?? disk.readFile(name);
  host.fileExists = (name) => files.has(name) || disk.fileExists(name);
  const compiled = ts.createProgram([...files.keys()], all, host);
  return [...files.keys()].map((file) => {
    const diagnostics = ts.getPreEmitDiagnostics(compiled, compiled.getSourceFile(file));
    return diagnostics.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
  });
}

/** Runs a program that imports this package by its name, in a folder, and returns its exports; what it synthesizes is in `dist` there. */
export function runProgram(program: string, folder: string): Record<string, unknown> {
  const { outputText } = ts.transpileModule(program, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const require = (name: string): unknown => jestRequire(FOLDERS[name] ?? name);
  const exported: Record<string, unknown> = {};
  const before = { outdir: process.env.CDK8S_OUTDIR, folder: process.cwd() };
  process.env.CDK8S_OUTDIR = path.join(folder, 'dist');
  process.chdir(folder);
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    new Function('require', 'exports', outputText)(require, exported);
    return exported;
  } finally {
    process.chdir(before.folder);
    if (before.outdir === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before.outdir;
  }
}

/** The `require` of the test, so that program and test share one copy of each module. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const jestRequire = (name: string): unknown => require(name);

/** Returns the compiler options of this repository. */
export function readCompilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
}
