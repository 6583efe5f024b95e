import * as path from 'node:path';
import * as ts from 'typescript';
import { readCompilerOptions } from './support/snippets';

const root = path.resolve(__dirname, '..');
const CLASSES = [
  'MarInstance',
  'MarDeployment',
  'MarStatefulSet',
  'MarDaemonSet',
  'MarJob',
  'MarCronJob',
  'MarReplicaSet',
  'MarReplicationController',
];
const MEMBERS = [
  'addContainer',
  'addInitContainer',
  'addVolume',
  'addHostAlias',
  'addStorage',
  'mountClaim',
  'attachContainer',
  'exposeViaService',
  'exposeViaIngress',
  'allowFrom',
  'allowTo',
  'toPodSelectorConfig',
];
const uses = CLASSES.flatMap((className) => MEMBERS.map((member) => ({ className, member })));

/** A file that uses each member of each class, and where in the file the member's name stands. */
const probe = uses.reduce(
  ({ text, positions }, { className, member }, i) => {
    const start = `${text}declare const pod${i}: mar.${className}; pod${i}.`;
    return { text: `${start}${member};\n`, positions: [...positions, start.length] };
  },
  { text: "import * as mar from './lib';\n", positions: [] as number[] },
);

const PROBE = path.join(root, 'editor-probe.ts');

function createService(): ts.LanguageService {
  const options = readCompilerOptions();
  return ts.createLanguageService({
    getScriptFileNames: () => [PROBE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = file === PROBE ? probe.text : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: (opts) => ts.getDefaultLibFilePath(opts),
    fileExists: (file) => ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
  });
}

const service = createService();

test.each(uses.map((use, i) => ({ ...use, position: probe.positions[i] ?? -1 })))(
  'an editor shows the documentation of this library for $member of a $className, and goes to it',
  ({ position }) => {
    const hover = ts.displayPartsToString(service.getQuickInfoAtPosition(PROBE, position)?.documentation);
    expect(hover).not.toBe('');
    const definitions = service.getDefinitionAtPosition(PROBE, position) ?? [];
    expect(definitions.map(({ fileName }) => path.relative(root, fileName).split(path.sep)[0])).toEqual(['lib']);
  },
);

test.each(CLASSES)('an editor strikes out %s.attachContainer, which always throws', (className) => {
  const use = uses.findIndex((one) => one.className === className && one.member === 'attachContainer');
  const tags = service.getQuickInfoAtPosition(PROBE, probe.positions[use] ?? -1)?.tags ?? [];
  expect(tags.map(({ name }) => name)).toContain('deprecated');
});
