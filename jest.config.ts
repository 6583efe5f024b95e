import type { Config } from 'jest';

/** swc compiles a file in a fraction of the time that tsc takes; `npm run lint` checks the types. */
const transform = {
  '\\.ts$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs', ignoreDynamic: true },
      sourceMaps: 'inline',
    },
  ],
} satisfies Config['transform'];

/** A test that hangs ends after an hour. A slow machine must not fail a test, so no test has a limit of its own. */
const HOUR = 3_600_000;

const shared = { transform, testEnvironment: 'node' } satisfies Config;

/** `unit` needs nothing but Node; `e2e` a Kubernetes API server; `package` an npm registry. The last two say when they skip. */
const config: Config = {
  maxWorkers: '100%',
  testTimeout: HOUR,
  collectCoverageFrom: ['lib/**/*.ts'],
  coverageReporters: ['text-summary', 'lcov'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/package/'],
    },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...shared, displayName: 'package', testMatch: ['<rootDir>/test/package/**/*.test.ts'] },
  ],
};

export default config;
