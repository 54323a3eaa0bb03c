import { isRungraphError } from '../../../src/contract/error.ts';
import { allKeys, emptyProjection } from '../../../src/contract/projection.ts';
import { ask, everything, openFolder, started, whole } from './offline-folder.ts';
import { records, writeLog } from './write-log.ts';

// Files in which summaries and rows say different things: rows and summary are written apart.

let opened = openFolder();
const put: typeof opened.put = (...args) => opened.put(...args);
const list: typeof opened.list = (parts) => opened.list(parts);
const series: typeof opened.series = (...args) => opened.series(...args);

beforeEach(async () => {
  await opened.remove();
  opened = openFolder();
});

afterAll(() => opened.remove());

test('A FILE THAT GROWS between the run and its series is read as it was, so that both agree', async () => {
  put('a', writeLog(whole.slice(0, 12)), false);
  const context = ask();
  const page = await opened.adapter.searchRuns(context, { ...everything, limit: 1, after: null });
  put('a', writeLog(whole), false);
  const last = page.runs.map(({ metrics }) => metrics);
  expect(last).toMatchObject([[{ key: 'loss', last: 9.5, lastStep: 9 }]]);
  const request = { runId: 'lab/demo/r1', projectId: '', metric: 'loss', context: null, from: null, to: null };
  const [answer] = await opened.adapter.getSeries(context, [{ ...request, maxPoints: null }]);
  expect(answer).toMatchObject({ totalPoints: 10 });
  expect((await series('lab/demo/r1')).values).toHaveLength(400);
});

/** Rows and summary as the SDK writes them: the summary of a row before the row. */
const summed = (step: number): readonly Uint8Array[] => {
  const row = { _step: String(step), loss: `${step}.5`, ...(step % 3 === 0 ? { rare: String(step) } : {}) };
  return [records.summary(row), records.history(row)];
};
const upTo = (steps: number): Uint8Array[] => Array.from({ length: steps }, (_row, step) => summed(step)).flat();

test.each([
  ['ahead of', [...upTo(5), ...summed(5).slice(0, 1)], { loss: [4.5, 4], rare: [3, 3] }],
  ['behind', [...upTo(5), ...[5, 6].flatMap((step) => summed(step).slice(1))], { loss: [6.5, 6], rare: [6, 6] }],
])('A KILLED RUN whose summary is %s its rows has the last values of its rows', async (_where, rest, expected) => {
  put('a', writeLog([records.header, records.run('r1', started), ...rest]));
  const projection = { ...emptyProjection, metrics: allKeys, parts: ['native'] as const };
  const [run] = (await list({ projection })).runs;
  const told = isRungraphError(run?.metrics) ? [] : (run?.metrics ?? []);
  const last = told.map(({ key, last: value, lastStep }) => [key, [value, lastStep]] as const);
  expect(Object.fromEntries(last)).toEqual(expected);
  for (const [key, [value, step]] of Object.entries(expected)) {
    const { steps, values } = await series('lab/demo/r1', key);
    expect([values.at(-1), steps.at(-1)]).toEqual([value, step]);
  }
  // What the summary says otherwise is not lost.
  expect(run?.native).toMatchObject({ otherSummary: { loss: expect.any(Number) } });
});

test('A SUMMARY BY HAND over a logged key is no last value, and one of a key that was never logged is', async () => {
  const byHand = records.summary({ loss: '-1', best: '7' });
  put('a', writeLog([records.header, records.run('r1', started), ...upTo(4), byHand, records.exit(0)]));
  const projection = { ...emptyProjection, metrics: allKeys, parts: ['native'] as const };
  const [run] = (await list({ projection })).runs;
  expect(run?.metrics).toMatchObject([
    { key: 'loss', last: 3.5, lastStep: 3 },
    { key: 'rare', last: 3, lastStep: 3 },
    { key: 'best', last: 7 },
  ]);
  expect(run?.native).toMatchObject({ otherSummary: { loss: -1 } });
  expect(await series('lab/demo/r1', 'best')).toMatchObject({ totalPoints: 0, complete: true });
});

test('A PATTERN OF METRICS that are summed up in another way is no metric, nor is what they are summed up by', async () => {
  const rest = [records.metric('val/*', 2), records.summary({ 'val/acc': '{"max": 0.9}', _step: '1' })];
  const row = (step: string, acc: string) => records.history({ _step: step, 'val/acc': acc });
  const bytes = [records.header, records.run('r1', started), ...rest, row('0', '0.9'), row('1', '0.7')];
  put('a', writeLog([...bytes, records.exit(0)]));
  const projection = { ...emptyProjection, metrics: allKeys, parts: ['native'] as const };
  const [run] = (await list({ projection })).runs;
  expect(run?.metrics).toEqual([{ key: 'val/acc', nativeKey: 'val/acc', context: null, last: 0.7, lastStep: 1 }]);
  expect(run?.native).toMatchObject({ otherSummary: { 'val/acc': { max: 0.9 } } });
});

test.each([[[0, 1]], [[1, 0]]])('ONE KEY IN TWO SPELLINGS is the plain one, whichever comes first', async (order) => {
  const rows = Array.from({ length: 6 }, (_row, step) => {
    const items = [[['eval', 'acc'], String(step)] as const, [['eval.acc'], `${step}.5`] as const];
    return records.nestedHistory(
      step,
      order.flatMap((place) => items.slice(place, place + 1)),
    );
  });
  put('a', writeLog([records.header, records.run('r1', started), ...rows, records.exit(0)]));
  expect(await series('lab/demo/r1', 'eval.acc')).toMatchObject({
    values: Float64Array.from(rows, (_row, step) => step + 0.5),
  });
});
