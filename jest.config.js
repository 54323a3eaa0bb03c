/** Unit, conformance and end-to-end tests: nothing here needs more than Node. The live suite has a config of its own. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/live/'],
  globalSetup: '<rootDir>/tools/compile-commands.js',
  setupFiles: ['<rootDir>/tools/plain-text.js'],
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/tools/slowest-tests.js'],
  // The longest file takes about as long as all others together, so that two workers are twice as quick.
  maxWorkers: '100%',
};
