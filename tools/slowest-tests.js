import { relative } from 'node:path';

/** A reporter of jest: the ten slowest tests of a run, so that a suite's time is seen where it goes. */
export default class SlowestTests {
  onRunComplete(_contexts, { testResults }) {
    const tests = testResults.flatMap(({ testFilePath, testResults: all }) =>
      all.map(({ duration, fullName }) => ({
        ms: duration ?? 0,
        name: `${relative(process.cwd(), testFilePath)}: ${fullName}`,
      })),
    );
    const slowest = tests.sort((a, b) => b.ms - a.ms).slice(0, 10);
    process.stderr.write('\nThe ten slowest tests:\n');
    for (const { ms, name } of slowest) process.stderr.write(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}\n`);
  }
}
