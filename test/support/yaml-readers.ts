import * as jsYaml from 'js-yaml';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';

/** What a reader makes of a document: its value, or the reason why it cannot be read. */
export interface ReadResult {
  readonly value?: unknown;
  readonly error?: string;
}

/** Reads documents of YAML, each by itself. */
export type ReadDocuments = (documents: readonly string[]) => ReadResult[];

/** Readers that need nothing but Node. */
export const NODE_READERS: Readonly<Record<string, ReadDocuments>> = {
  'yaml, as YAML 1.1': eachBy((document) => parse(document, { version: '1.1' })),
  'yaml, as YAML 1.2': eachBy((document) => parse(document, { version: '1.2' })),
  'js-yaml': eachBy((document) => jsYaml.load(document)),
  'js-yaml, as YAML 1.1': eachBy((document) => jsYaml.load(document, { schema: jsYaml.YAML11_SCHEMA })),
};

/** The reader of kubectl, which needs Go. Compiles it when it is first used. */
export const readByGo: ReadDocuments = (documents) => readByProgram(compileGoReader(), [], documents);

const PYTHON_PROGRAM = `
import json, sys, yaml

def read(document):
    try:
        return json.dumps({'value': yaml.safe_load(document)})
    except Exception as error: # not YAML, or of types that JSON does not have
        return json.dumps({'error': str(error)})

print('[', ','.join(read(document) for document in json.load(sys.stdin)), ']')
`;

/** PyYAML, which needs Python. */
export const readByPython: ReadDocuments = (documents) => readByProgram('python3', ['-c', PYTHON_PROGRAM], documents);

/** All readers that the manifests of a user may meet. */
export const READERS: Readonly<Record<string, ReadDocuments>> = {
  ...NODE_READERS,
  'sigs.k8s.io/yaml, as kubectl': readByGo,
  PyYAML: readByPython,
};

function eachBy(read: (document: string) => unknown): ReadDocuments {
  return (documents) =>
    documents.map((document) => {
      try {
        return { value: read(document) };
      } catch (error) {
        return { error: String(error) };
      }
    });
}

/** Runs a program that takes a JSON array of documents and prints one of results. */
function readByProgram(command: string, args: string[], documents: readonly string[]): ReadResult[] {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    input: JSON.stringify(documents),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} exited with ${String(status)}:\n${stderr}`);
  return JSON.parse(stdout);
}

let goReader: string | undefined;

function compileGoReader(): string {
  if (goReader !== undefined) return goReader;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-go-yaml-'));
  process.once('exit', () => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const program = path.join(folder, 'go-yaml');
  const cwd = path.join(__dirname, 'go-yaml');
  const { status, stderr, error } = spawnSync('go', ['build', '-o', program, '.'], { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`go build of ${cwd} exited with ${String(status)}:\n${stderr}`);
  goReader = program;
  return program;
}
