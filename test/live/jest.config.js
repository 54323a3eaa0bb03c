import unit from '../../jest.config.js';

/** The live suite: real servers, started by the tests. Run it by `npm run test:live`, which prepares what they need. */
export default {
  ...unit,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/live/**/*.test.ts'],
  testPathIgnorePatterns: [],
  // Servers and their clients take a minute to begin where much else runs.
  testTimeout: 180_000,
  // Tests wait for servers most of the time.
  maxWorkers: '100%',
};
