import unit from '../../jest.config.js';

/** The live suite: real servers, started by the tests. Run it by `npm run test:live`, which prepares what they need. */
export default {
  ...unit,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/live/**/*.test.ts'],
  testPathIgnorePatterns: [],
  // Tests wait for servers most of the time.
  maxWorkers: '100%',
};
