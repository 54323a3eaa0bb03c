import { existsSync } from 'node:fs';
import { trackers } from '../../adapters/registry.ts';
import type { Target } from './target.ts';

// Every tracker of the registry is asked the suite, in a file of its own test folder.

test.each(trackers.map(({ kind }) => kind))(
  '%s brings something to run the suite against, and runs it',
  async (kind) => {
    const { targets }: { targets: readonly Target[] } = await import(`../adapters/${kind}/targets.ts`);
    expect(targets.length).toBeGreaterThan(0);
    expect(existsSync(new URL(`../adapters/${kind}/conformance.test.ts`, import.meta.url))).toBe(true);
  },
);
