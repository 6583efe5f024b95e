import type { Config } from 'jest';

const shared = {
  transform: { '\\.ts$': ['ts-jest', { diagnostics: false }] },
  testEnvironment: 'node',
} satisfies Config;

/** `unit` needs nothing but Node; `e2e` a Kubernetes API server; `package` an npm registry. The last two say when they skip. */
const config: Config = {
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
