import type { NewPoints, RunWriter } from '../src/contract/writer.ts';
import type { SampleData } from '../src/emulator-kit/sample/sample-data.ts';
import { openAdapter } from '../test/live/aim/open-adapter.ts';
import { startPair, type AimPair } from '../test/live/aim/pair.ts';
import { callContext } from '../test/support/call-context.ts';
import { newRun } from '../test/support/new-run.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { move, parallel, printMemory, sampleOf, startedAt } from './support/moves.ts';
import { heading, line, perSecond } from './support/print.ts';

const size = { runs: 30, series: 10, points: 1_000 };

/** Points a second of a bare loop that makes the writes that a move makes, one after the other, and reads nothing back. */
async function rawRate({ config }: AimPair, { runs }: SampleData): Promise<number> {
  const adapter = openAdapter(config);
  const writer: RunWriter | undefined = adapter.writer;
  if (writer === undefined) throw new Error('no writer');
  const { projectId } = await writer.ensureProject(callContext(), 'raw');
  let sent = 0;
  const began = performance.now();
  for (const run of runs) {
    const from = `raw/${run.key}`;
    const end = { name: run.name, status: 'FINISHED', endedAt: startedAt + 1_000 } as const;
    const { runId } = await writer.createRun(
      callContext(),
      newRun({ projectId, from, startedAt, name: end.name, endedAt: end.endedAt }),
    );
    await writer.writeParams(callContext(), runId, [{ key: 'lr', value: 'low', text: null }]);
    for (const { key: metric, points } of run.metrics) {
      const series: NewPoints = {
        ...{ metric, context: {}, start: 0, steps: points.map(({ step }) => step) },
        values: Float64Array.from(points, ({ value }) => value),
        timestamps: Float64Array.from(points, ({ timestamp }) => timestamp),
      };
      await writer.writePoints(callContext(), runId, [series], null);
      sent += points.length;
    }
    await writer.finishRun(callContext(), runId, end);
    await writer.noteDigest(callContext(), runId, 'x'.repeat(64));
  }
  const took = performance.now() - began;
  await writer.endMove(callContext());
  await adapter.close();
  return (sent * 1000) / took;
}

/** A move into a real Aim beside a bare loop. The move waits until `aim up` has made its index, once a batch. */
export async function movingAim(): Promise<void> {
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10');
  const folder = prepareEnvironment(python, 'aim', new URL('../test/live/requirements/aim.txt', import.meta.url));
  process.env['RUNGRAPH_LIVE'] = JSON.stringify({ aim: folder });
  const data = sampleOf(size);
  const points = size.runs * size.series * size.points;
  heading(`${points.toLocaleString('en')} points of ${size.runs} runs into a real Aim, ${parallel} runs at a time`);
  const raw = await onPair((pair) => rawRate(pair, data));
  const moved = await onPair(({ config }) => move(config, data));
  line('a bare loop, nothing read back', perSecond(raw));
  line('rungraph, every value read back', perSecond(moved.rate));
  line('  of the bare loop', `${((100 * moved.rate) / raw).toFixed(0)} %`, 'goal: at least 60 %');
  printMemory(moved);
}

/** Servers of its own. */
async function onPair<T>(measure: (pair: AimPair) => Promise<T>): Promise<T> {
  const pair = await startPair();
  try {
    return await measure(pair);
  } finally {
    await pair.stop();
  }
}
