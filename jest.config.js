// Tests compare what is printed, here and by commands: nothing is coloured, whatever the terminal or a CI asks for.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';

/**
 * Unit, conformance and end-to-end tests: nothing here needs more than Node. Test files run in plain threads, one after
 * another, and share the modules that they load (docs/decisions/test-runner.md). The live suite has a config of its own.
 */
export default {
  runner: 'jest-light-runner',
  testEnvironment: 'node',
  // tsx translates, in each thread.
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/live/'],
  setupFiles: ['<rootDir>/tools/translate-tests.js'],
  globalSetup: '<rootDir>/tools/compile-commands.js',
  reporters: ['default', '<rootDir>/tools/slowest-tests.js', '<rootDir>/tools/slow-files.js'],
  testSequencer: '<rootDir>/tools/longest-first.js',
  maxWorkers: '100%',
};
