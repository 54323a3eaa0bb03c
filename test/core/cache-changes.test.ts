import { RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import type { Series } from '../../src/contract/series.ts';
import { cachedGateway } from '../support/cached-gateway.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, run } from '../support/runs.ts';

// A run that has ended is kept for long. When something fresher shows that it changed, what is kept of it is read again.

const capabilities = { ...everything, summaries: ['last', 'lastStep'] as const };

function seriesOf(values: readonly number[]): Series {
  const steps = Float64Array.from(values, (_value, step) => step);
  return { steps, values: Float64Array.from(values), timestamps: steps, totalPoints: values.length, complete: true };
}

/** A run whose metric `loss` has these points. */
function trained(values: readonly number[], parts: Partial<Run> = {}): Run {
  const last = values.at(-1) ?? 0;
  return run('r', { endedAt: 1_000, metrics: [metric('loss', last, { lastStep: values.length - 1 })], ...parts });
}

/** A gateway over one run that a test may change. */
async function over(first: Run, points: readonly number[] = []) {
  const runs = [first];
  const state = { points, fails: false };
  const { gateway, clock, calls } = await cachedGateway({
    s: {
      runs,
      capabilities,
      series: () => seriesOf(state.points),
      onCall(method) {
        if (state.fails && method === 'getSeries') throw new RungraphError('UNAVAILABLE', 'not now');
      },
    },
  });
  const ask = async (document: string) => {
    const { data, errors } = await gateway.execute(document);
    expect(errors).toBeUndefined();
    return data;
  };
  const change = (run: Run, more: readonly number[] = []): void => {
    runs.splice(0, 1, run);
    state.points = more;
  };
  return { ask, change, state, clock, calls, close: () => gateway.close() };
}

const detail = `{ runs { nodes { status endedAt metric(key: "loss") {
  last lastStep max count series { values complete } } } reports { state cache } } }`;

const told = (values: readonly number[]) => ({
  last: values.at(-1),
  lastStep: values.length - 1,
  max: Math.max(...values),
  count: values.length,
  series: { values, complete: true },
});

test.each([
  ['is set running, goes on and ends again', { endedAt: 2_000 }],
  ['gets points after its end and nothing else', {}],
])('a finished run that %s is told with its new points', async (_name, parts) => {
  const { ask, change, clock, calls, close } = await over(trained([1, 2, 3]), [1, 2, 3]);
  expect(await ask(detail)).toMatchObject({ runs: { nodes: [{ metric: told([1, 2, 3]) }] } });
  const more = [1, 2, 3, 103, 104];
  change(trained(more, parts), more);
  // Lists are read again by now; series of runs that have ended are fresh for long.
  clock.now += 20_000;
  expect(await ask(detail)).toMatchObject({ runs: { nodes: [{ metric: told(more) }] } });
  const greater = '{ runs(filter: { metric: { key: "loss", aggregate: MAX, gt: 50 } }) { nodes { nativeId } } }';
  expect(await ask(greater)).toEqual({ runs: { nodes: [{ nativeId: 'r' }] } });
  // The list is older than it was; the series is as new as the run.
  calls.length = 0;
  await ask(detail);
  expect(calls).toEqual([]);
  await close();
});

test('a finished run that did not change keeps its series', async () => {
  const { ask, clock, calls, close } = await over(trained([1, 2, 3]), [1, 2, 3]);
  await ask(detail);
  clock.now += 20_000;
  await ask(detail);
  expect(calls.filter((method) => method === 'getSeries')).toHaveLength(1);
  await close();
});

test('a metric whose last value is NaN did not change by being NaN', async () => {
  const { ask, clock, calls, close } = await over(trained([1, Number.NaN]), [1, Number.NaN]);
  await ask(detail);
  clock.now += 20_000;
  await ask(detail);
  expect(calls.filter((method) => method === 'getSeries')).toHaveLength(1);
  await close();
});

test('while the tracker fails, what is kept of a run that changed covers for it, labelled', async () => {
  const { ask, change, state, clock, close } = await over(trained([1, 2, 3]), [1, 2, 3]);
  await ask(detail);
  change(trained([1, 2, 3, 4]), [1, 2, 3, 4]);
  state.fails = true;
  clock.now += 20_000;
  const greatest =
    '{ runs(orderBy: [{ by: { metric: { key: "loss", aggregate: MAX } } }]) { nodes { nativeId } reports { state code } } }';
  expect(await ask(greatest)).toEqual({
    runs: { nodes: [{ nativeId: 'r' }], reports: [{ state: 'STALE', code: 'UNAVAILABLE' }] },
  });
  await close();
});

test('a copy that was read later replaces the older one, however it was asked', async () => {
  const { ask, change, clock, calls, close } = await over(
    run('r', { name: 'before', tags: [{ key: 'stage', value: 'a' }] }),
  );
  const one = '{ run(id: "s/r") { name tags { key value } asOf } }';
  const first = clock.now;
  expect(await ask(one)).toEqual({
    run: { name: 'before', tags: [{ key: 'stage', value: 'a' }], asOf: new Date(first).toISOString() },
  });
  change(run('r', { name: 'after', tags: [{ key: 'stage', value: 'b' }] }));
  clock.now += 20_000;
  await ask('{ runs { nodes { name tags { key value } } } }');
  calls.length = 0;
  expect(await ask(one)).toEqual({
    run: { name: 'after', tags: [{ key: 'stage', value: 'b' }], asOf: new Date(clock.now).toISOString() },
  });
  expect(calls).toEqual([]);
  await close();
});

test('a copy that is newer and holds less shows that the run changed, so that the run is read again', async () => {
  const { ask, change, clock, calls, close } = await over(
    run('r', { name: 'before', tags: [{ key: 'stage', value: 'a' }] }),
  );
  const one = '{ run(id: "s/r") { name tags { key value } } }';
  await ask(one);
  change(run('r', { name: 'after', tags: [{ key: 'stage', value: 'b' }] }));
  clock.now += 20_000;
  await ask('{ runs { nodes { name } } }');
  calls.length = 0;
  expect(await ask(one)).toEqual({ run: { name: 'after', tags: [{ key: 'stage', value: 'b' }] } });
  expect(calls).toEqual(['getRuns']);
  await close();
});

test('a run says how old it is, in a list and by itself', async () => {
  const { ask, clock, close } = await over(run('r'));
  const at = new Date(clock.now).toISOString();
  await ask('{ runs { nodes { asOf } } }');
  clock.now += 3_000;
  expect(await ask('{ runs { nodes { asOf } } run(id: "s/r") { asOf } }')).toEqual({
    runs: { nodes: [{ asOf: at }] },
    run: { asOf: at },
  });
  await close();
});
