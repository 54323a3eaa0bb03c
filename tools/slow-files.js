import { clearTimeout, setTimeout } from 'node:timers';
import { relative } from 'node:path';
import process from 'node:process';

/** TEST_FILE_MINUTES for more, where ten times the questions are asked of slow servers. */
const mostMinutes = Number(process.env.TEST_FILE_MINUTES ?? 10);

/**
 * A reporter of jest that ends a run whose file hangs, and says which one it was. The runner has no time limits: a test
 * that waits for ever would wait until somebody looks.
 */
export default class SlowFiles {
  #watches = new Map();

  onTestFileStart({ path }) {
    const end = () => {
      process.stderr.write(`\n${relative(process.cwd(), path)} did not end within ${mostMinutes} minutes.\n`);
      process.exit(1);
    };
    this.#watches.set(path, setTimeout(end, mostMinutes * 60_000).unref());
  }

  onTestFileResult({ path }) {
    clearTimeout(this.#watches.get(path));
  }
}
