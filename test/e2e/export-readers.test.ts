import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Series } from '../../src/contract/series.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { metric, run } from '../support/runs.ts';
import { serveExports, type ServedExports } from '../support/serve-exports.ts';

// Readers who are slow, and readers who go away.

const length = 50_000;
const column = Float64Array.from({ length }, (_point, index) => index);
const long: Series = { steps: column, values: column, timestamps: column, totalPoints: length, complete: true };
const many: MemoryTracker = {
  capabilities: { ...everything, limits: { ...everything.limits, pageRuns: 500 } },
  runs: Array.from({ length: 400 }, (_run, index) =>
    run(String(index), { metrics: [metric('loss', 1, { count: length })] }),
  ),
  series: () => long,
};

const served: ServedExports[] = [];

async function open(...args: Parameters<typeof serveExports>): Promise<ServedExports> {
  const made = await serveExports(...args);
  served.push(made);
  return made;
}

afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
});

/** How often a method was called, once that grows no more. */
async function settled(calls: readonly string[], method: string): Promise<number> {
  const asked = (): number => calls.filter((one) => one === method).length;
  let [before, now] = [-1, asked()];
  while (before !== now) {
    await sleep(300);
    [before, now] = [now, asked()];
  }
  return now;
}

describe('slow readers', () => {
  test.each(['csv', 'jsonl', 'arrow'])('hold back the trackers, so that nothing piles up: %s', async (format) => {
    const { get, calls } = await open({ lab: many });
    const gone = new AbortController();
    const answer = await get(`series.${format}?metrics=loss`, { signal: gone.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    // 400 series of 50,000 points are fifty readings of eight.
    expect(await settled(calls, 'getSeries')).toBeLessThan(25);
    gone.abort();
  });

  test('hold back pages of runs', async () => {
    const notes = 'n'.repeat(10_000);
    const runs = Array.from({ length: 20_000 }, (_run, index) => run(String(index), { startedAt: index, notes }));
    let asked = 0;
    const lab: MemoryTracker = {
      ...many,
      runs,
      onCall(_method, _context, search) {
        asked += search?.limit ?? 0;
      },
    };
    const { get, calls } = await open({ lab });
    const gone = new AbortController();
    // Packed, all of it would be a few bytes.
    const answer = await get('runs.csv?columns=notes', {
      signal: gone.signal,
      headers: { 'accept-encoding': 'identity' },
    });
    await answer.body?.getReader().read();
    await settled(calls, 'searchRuns');
    // Of two hundred megabytes.
    expect(asked).toBeLessThan(5_000);
    gone.abort();
  });
});

describe('readers who go away', () => {
  /** A tracker that answers a method when it is let, and tells whether it was called off. */
  function waiting(method: string, of: MemoryTracker) {
    const state = { waiting: 0, calledOff: 0, go: (): void => undefined };
    const gate = new Promise<void>((resolve) => (state.go = resolve));
    const tracker: MemoryTracker = {
      ...of,
      async onCall(called, { signal }) {
        if (called !== method) return;
        state.waiting += 1;
        const off = new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            state.calledOff += 1;
            reject(new Error('called off'));
          });
        });
        await Promise.race([gate, off]);
      },
    };
    return { state, tracker };
  }

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(5);
  };

  test.each(['csv', 'jsonl', 'json', 'arrow', 'parquet'])('end the reading of the tracker: %s', async (format) => {
    for (const [method, path] of [
      ['searchRuns', `runs.${format}`],
      ['getSeries', `series.${format}?metrics=loss`],
    ] as const) {
      const { state, tracker } = waiting(method, many);
      const { get, calls, folder } = await open({ lab: tracker });
      const gone = new AbortController();
      const answer = get(path, { signal: gone.signal });
      await until(() => state.waiting > 0);
      gone.abort();
      await expect(answer).rejects.toThrow(/aborted/);
      await until(() => state.calledOff === state.waiting);
      const asked = calls.length;
      state.go();
      expect(await settled(calls, method)).toBe(state.waiting);
      expect(calls).toHaveLength(asked);
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test('end it in the middle, too', async () => {
    const { get, calls } = await open({ lab: many });
    const gone = new AbortController();
    const answer = await get('series.arrow?metrics=loss', { signal: gone.signal });
    let bytes = 0;
    await answer.body
      ?.pipeTo(
        new WritableStream<Uint8Array>({
          write(piece) {
            bytes += piece.length;
            if (bytes > 30e6) throw new Error('that is enough');
          },
        }),
      )
      .catch(() => undefined);
    gone.abort();
    const asked = await settled(calls, 'getSeries');
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(40);
  });

  test('leave a file to others who wait for it', async () => {
    const { state, tracker } = waiting('searchRuns', many);
    const { get, folder } = await open({ lab: tracker });
    const gone = new AbortController();
    const first = get('runs.parquet', { signal: gone.signal });
    await until(() => state.waiting > 0);
    const second = get('runs.parquet');
    await sleep(200);
    gone.abort();
    await expect(first).rejects.toThrow(/aborted/);
    await sleep(200);
    state.go();
    expect((await second).status).toBe(200);
    expect(state.calledOff).toBe(0);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('are not in the way of those who come later', async () => {
    const { state, tracker } = waiting('searchRuns', many);
    const { get } = await open({ lab: tracker }, { concurrent: 1 });
    const gone = new AbortController();
    const first = get('runs.parquet', { signal: gone.signal });
    await until(() => state.waiting > 0);
    gone.abort();
    await expect(first).rejects.toThrow(/aborted/);
    await until(() => state.calledOff > 0);
    state.go();
    expect((await get('runs.parquet')).status).toBe(200);
  });
});
