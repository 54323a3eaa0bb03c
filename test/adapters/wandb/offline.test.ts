import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { wandb } from '../../../adapters/wandb/index.ts';
import type { Adapter, Diagnostic, RunPage } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { allKeys, emptyProjection } from '../../../src/contract/projection.ts';
import type { Series } from '../../../src/contract/series.ts';
import { callContext } from '../../support/call-context.ts';
import { openAdapter } from './open-adapter.ts';
import { records, writeLog } from './write-log.ts';

// Files as the SDK leaves them when a machine goes down, or a disk does not keep what it was given.

const started = Date.UTC(2026, 0, 5, 8, 0, 0, 250);
const rows = Array.from({ length: 400 }, (_row, step) => ({
  _step: String(step),
  _timestamp: '1767600000.5',
  loss: `${step}.5`,
}));
const whole = [
  records.header,
  records.run('r1', started, { lr: '0.1' }),
  ...rows.map(records.history),
  records.exit(0),
];

let folder = '';
let adapter: Adapter | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rungraph-offline-'));
  adapter = openAdapter({ path: folder, entity: 'lab' });
});

afterEach(async () => {
  await adapter?.close();
  rmSync(folder, { recursive: true });
});

/** As `wandb/offline-run-…/run-….wandb`. */
function put(name: string, bytes: Uint8Array, isOld = true): void {
  mkdirSync(join(folder, 'wandb', name), { recursive: true });
  const path = join(folder, 'wandb', name, `run-${name}.wandb`);
  writeFileSync(path, bytes);
  if (isOld) utimesSync(path, started / 1000, started / 1000);
}

const everything = { projects: null, filter: { kind: 'and', filters: [] }, order: null, archived: 'EXCLUDE' } as const;

let questions = 0;

/** Every question is one of its own, as clients ask them. */
function ask(parts: Parameters<typeof callContext>[0] = {}): ReturnType<typeof callContext> {
  questions += 1;
  return callContext({ traceId: `question ${questions}`, ...parts });
}

async function list(parts: Parameters<typeof callContext>[0] = {}): Promise<RunPage> {
  const page = await adapter?.searchRuns(ask(parts), { ...everything, limit: 100, after: null });
  if (page === undefined) throw new Error('no page');
  return page;
}

async function series(runId: string, metric = 'loss'): Promise<Series> {
  const request = { runId, projectId: 'lab/demo', metric, context: null, from: null, to: null, maxPoints: null };
  const [answer] = (await adapter?.getSeries(ask(), [request])) ?? [];
  if (answer === undefined || isRungraphError(answer)) throw new Error('no series');
  return answer;
}

async function diagnoses(): Promise<readonly Diagnostic[]> {
  return (await adapter?.probe(callContext()))?.diagnostics ?? [];
}

async function warnings(): Promise<readonly Diagnostic[]> {
  return (await diagnoses()).filter(({ severity }) => severity !== 'INFO');
}

test('RECORDS BEYOND A BLOCK are put together again', async () => {
  put(
    'a',
    writeLog([records.header, records.run('r1', started, { long: `"${'x'.repeat(100_000)}"` }), ...whole.slice(2)]),
  );
  const { runs } = await list();
  expect(runs).toMatchObject([{ nativeId: 'lab/demo/r1', status: 'FINISHED', startedAt: started }]);
  expect(runs[0]?.params).toMatchObject([{ key: 'long', value: 'x'.repeat(100_000) }]);
  expect(await series('lab/demo/r1')).toMatchObject({ totalPoints: 400, complete: true });
});

test('A TORN TAIL costs what it tore, wherever the file ends, and is said', async () => {
  const bytes = writeLog(whole);
  const cuts = fc.integer({ min: 200, max: bytes.length - 1 });
  await fc.assert(
    fc.asyncProperty(cuts, async (cut) => {
      put('a', bytes.subarray(0, cut));
      const { values, steps } = await series('lab/demo/r1');
      expect(Array.from(values)).toEqual(Array.from(steps, (step) => Number(step) + 0.5));
      expect(values.length).toBeGreaterThanOrEqual(Math.floor((cut - 200) / 90));
      expect((await list()).runs).toMatchObject([{ status: 'FAILED', nativeStatus: 'crashed' }]);
    }),
    { numRuns: 60 },
  );
  put('a', bytes.subarray(0, bytes.length - 30));
  expect(await series('lab/demo/r1')).toMatchObject({ totalPoints: null, complete: false });
  expect(await warnings()).toMatchObject([
    { code: 'TORN_FILE', subject: 'lab/demo/r1', message: expect.stringContaining('"a/run-a.wandb" ends within') },
  ]);
});

test('A DAMAGED RECORD costs itself alone, and the run says it', async () => {
  const bytes = writeLog(whole);
  const place = bytes.indexOf('200.5');
  bytes.write('9', place);
  put('a', bytes);
  const { values, complete, totalPoints } = await series('lab/demo/r1');
  expect([values.length, complete, totalPoints]).toEqual([399, false, null]);
  const projection = { ...emptyProjection, parts: ['native'] as const };
  expect((await list({ projection })).runs[0]?.native).toMatchObject({ onDisk: { brokenRecords: 1, torn: false } });
});

test('A LIST READS ENDS ALONE: what lies between is read for what is asked of it', async () => {
  const middle = Array.from({ length: 3000 }, (_row, step) => records.history({ _step: String(step), loss: '1' }));
  const bytes = writeLog([records.header, records.run('r1', started), ...middle, records.exit(3)]);
  bytes.fill(0xff, 33_000, 40_000);
  put('a', bytes);
  expect((await list({ projection: emptyProjection })).runs).toMatchObject([
    { status: 'FAILED', nativeStatus: 'failed' },
  ]);
  expect(await warnings()).toEqual([]);
  expect((await series('lab/demo/r1')).complete).toBe(false);
});

test('A STRANGE FILE hides no other, and is named', async () => {
  put('a', Buffer.from('not a log'));
  put('b', writeLog(whole));
  put('c', writeLog([records.header]));
  const { runs, total, partial } = await list();
  expect([runs.length, total]).toEqual([1, 1]);
  expect(partial).toContain('"a/run-a.wandb" is no file of a W&B run');
  expect(partial).toContain('"c/run-c.wandb" ends before it names its run');
});

test('A RESUMED RUN is one run out of two files', async () => {
  put('a', writeLog(whole.slice(0, 202)));
  const rest = rows.slice(200).map(records.history);
  put('b', writeLog([records.header, records.run('r1', started + 60_000, { lr: '0.2' }), ...rest, records.exit(0)]));
  expect((await list()).runs).toMatchObject([{ startedAt: started, status: 'FINISHED', params: [{ value: 0.2 }] }]);
  expect(await series('lab/demo/r1')).toMatchObject({ totalPoints: 400, complete: true });
});

test('A FILE THAT GROWS is a run that goes on, and what comes is seen', async () => {
  put('a', writeLog(whole.slice(0, 12)), false);
  expect((await list()).runs).toMatchObject([{ status: 'RUNNING', endedAt: null }]);
  expect((await series('lab/demo/r1')).values).toHaveLength(10);
  put('a', writeLog(whole), false);
  expect((await list()).runs).toMatchObject([{ status: 'FINISHED' }]);
  expect((await series('lab/demo/r1')).values).toHaveLength(400);
});

test('A FILE THAT GROWS between the run and its series is read as it was, so that both agree', async () => {
  put('a', writeLog(whole.slice(0, 12)), false);
  const context = ask();
  const page = await adapter?.searchRuns(context, { ...everything, limit: 1, after: null });
  put('a', writeLog(whole), false);
  const last = (page?.runs ?? []).map(({ metrics }) => metrics);
  expect(last).toMatchObject([[{ key: 'loss', last: 9.5, lastStep: 9 }]]);
  const request = { runId: 'lab/demo/r1', projectId: '', metric: 'loss', context: null, from: null, to: null };
  const [answer] = (await adapter?.getSeries(context, [{ ...request, maxPoints: null }])) ?? [];
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

test('VALUES BY KIND, as newer messages have them, are numbers too', async () => {
  put(
    'a',
    writeLog([records.header, records.run('r1', started), records.typedHistory(4, 'loss', -7), records.exit(0)]),
  );
  expect(await series('lab/demo/r1')).toMatchObject({ steps: Float64Array.of(4), values: Float64Array.of(-7) });
});

test('the first file of a resumed run that is torn is named too, and of many the first ones and how many more', async () => {
  const bytes = writeLog(whole);
  put('a', bytes.subarray(0, bytes.length - 30));
  put('b', writeLog([records.header, records.run('r1', started + 60_000), records.exit(0)]));
  expect((await warnings()).map(({ message }) => message)).toEqual([expect.stringContaining('"a/run-a.wandb"')]);
  for (let file = 0; file < 24; file += 1) {
    const own = writeLog([records.header, records.run(`x${file}`, started), ...whole.slice(2)]);
    put(`x${String(file).padStart(2, '0')}`, own.subarray(0, own.length - 30));
  }
  const found = (await warnings()).map(({ message }) => message);
  expect([found.length, found[19], found[20]]).toEqual([
    21,
    expect.stringContaining('"x18/'),
    '5 more files like that.',
  ]);
});

test('how many runs were found is said, also of an empty folder and of other projects', async () => {
  expect(await diagnoses()).toMatchObject([
    { severity: 'WARNING', code: 'NOTHING_FOUND', remedy: expect.stringContaining('Name the folder') },
  ]);
  put('a', writeLog(whole));
  put('b', Buffer.from('not a log'));
  const [told] = await diagnoses();
  const message = `1 run found, in 2 .wandb files in and below ${folder}.`;
  expect(told).toMatchObject({ severity: 'INFO', code: 'RUNS_FOUND', message });
  const other = openAdapter({ path: folder, entity: 'lab', projects: ['elsewhere'] });
  const [none] = (await other.probe(callContext())).diagnostics;
  expect(none).toMatchObject({
    code: 'NOTHING_FOUND',
    message: expect.stringContaining('0 runs of the projects named (elsewhere) found, in 2 .wandb files'),
    remedy: expect.stringContaining('Check projects'),
  });
  await other.close();
});

test('a folder beside a server, or one that is not there, is said', async () => {
  expect(() => wandb.open({ path: folder, apiKey: 'k'.repeat(40) })).toThrow('not of a folder of offline runs');
  rmSync(folder, { recursive: true });
  const missing = { code: 'UNAVAILABLE', message: `There is no folder ${folder}.` };
  await expect(list()).rejects.toMatchObject(missing);
  await expect(adapter?.probe(callContext())).rejects.toMatchObject(missing);
  writeFileSync(folder, '');
  await expect(list()).rejects.toMatchObject({ message: expect.stringContaining('is no folder') });
  rmSync(folder);
  mkdirSync(folder);
});
