import tseslint from 'typescript-eslint';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';

/** The house, from top to bottom: a folder imports only from those under its own. */
const HOUSE = [
  'lib/index.ts',
  'lib/app',
  'lib/check',
  'lib/workload',
  'lib/expose',
  'lib/storage',
  'lib/pod',
  'lib/cluster',
  'lib/network',
  'lib/access',
  'lib/profile',
  'lib/security',
  'lib/synth',
  'lib/kube',
  'lib/internal',
];

/** A wing of its own. */
const RUNTIME = [
  'lib/runtime/mar-client.ts',
  'lib/runtime/action',
  'lib/runtime/status',
  'lib/runtime/api',
  'lib/runtime/object',
];

/** Cannot be seen from inside. */
const OUTSIDE = ['./examples', './bench', './test'];

const zones = downwards(HOUSE);

function downwards(folders) {
  return folders.slice(1).map((folder, i) => ({
    target: `./${folder}`,
    from: [...folders.slice(0, i + 1).map((above) => `./${above}`), ...OUTSIDE],
    message: 'imports run from the top of the house to its bottom (CONTRIBUTING.md)',
  }));
}

/** The runtime talks to live clusters. The constructs never load it, and it knows of them no more than names and roles. */
zones.push(
  ...downwards(RUNTIME),
  {
    target: HOUSE.map((folder) => `./${folder}`),
    from: ['./lib/runtime', './lib/cli'],
    message: 'constructs do not talk to live clusters',
  },
  {
    target: './lib/runtime',
    from: './lib',
    except: ['./runtime', './access', './kube', './internal'],
    message: 'the runtime imports only lib/access, lib/kube and lib/internal',
  },
  {
    target: './lib/cli',
    from: './lib',
    except: ['./cli', './runtime', './kube', './internal'],
    message: 'the command imports only lib/runtime, lib/kube and lib/internal',
  },
);

export default tseslint.config(
  { ignores: ['**/build/', 'coverage/', 'dist/', 'node_modules/', 'reference/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      '@typescript-eslint/consistent-indexed-object-style': 'off', // an index signature names its keys
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-empty-function': ['error', { allow: ['private-constructors'] }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowConstructorOnly: true, allowStaticOnly: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/strict-boolean-expressions': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'process', message: 'the library reads no environment' }],
      'no-restricted-properties': [
        'error',
        ...['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLocaleString'].map((property) => ({
          property,
          message: 'the locale of a machine changes no byte (lib/internal/locale.ts)',
        })),
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/index'], message: 'import the file, not the index' }] },
      ],
    },
  },
  { files: ['lib/cli/main.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      // manifests are looked at as they were parsed
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
