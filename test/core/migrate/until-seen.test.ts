import type { Run } from '../../../src/contract/run.ts';
import { openSide } from '../../../src/core/migrate/side.ts';
import { untilSeen } from '../../../src/core/migrate/until-seen.ts';
import { everything, memoryAdapter } from '../../support/memory-adapter.ts';
import { quietScope, sourceOf } from '../../support/quiet-scope.ts';
import { run } from '../../support/runs.ts';

// A target that shows runs by an index, which may miss what was written last.

/** Waits for two runs to be shown. Answers which of them were ended again, in order. */
async function waitFor(shown: Run[], onEndAgain: (id: string) => void, withinMs = 200): Promise<readonly string[]> {
  const source = sourceOf('t', memoryAdapter({ runs: shown, capabilities: everything }), everything);
  const side = openSide(source, quietScope(), { patienceMs: 0 });
  const endedAgain: string[] = [];
  const unseen = ['a', 'b'].map((runId) => ({
    runId,
    isThere: ({ name }: Run) => name === 'whole',
    endAgain: () => {
      endedAgain.push(runId);
      onEndAgain(runId);
      return Promise.resolve();
    },
  }));
  await untilSeen(side, { afterMs: 5, withinMs }, unseen);
  return endedAgain;
}

test('what is shown is not ended again', async () => {
  const shown = ['a', 'b'].map((id) => run(id, { name: 'whole' }));
  expect(await waitFor(shown, () => undefined)).toEqual([]);
});

test('a run that the index missed is ended again, once, and alone', async () => {
  const shown = [run('a', { name: 'whole' }), run('b', { name: 'half made' })];
  const end = (id: string): void => {
    expect(id).toBe('b');
    shown[1] = run('b', { name: 'whole' });
  };
  expect(await waitFor(shown, end)).toEqual(['b']);
});

test('what is never shown is waited for no longer than was said', async () => {
  expect(await waitFor([run('a', { name: 'whole' })], () => undefined)).toEqual(['b']);
});
