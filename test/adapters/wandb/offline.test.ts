import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { wandb } from '../../../adapters/wandb/index.ts';
import type { Adapter, RunPage } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { emptyProjection } from '../../../src/contract/projection.ts';
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

async function list(parts: Parameters<typeof callContext>[0] = {}): Promise<RunPage> {
  const search = { projects: null, filter: { kind: 'and', filters: [] }, order: null, archived: 'EXCLUDE' } as const;
  const page = await adapter?.searchRuns(callContext(parts), { ...search, limit: 100, after: null });
  if (page === undefined) throw new Error('no page');
  return page;
}

async function series(runId: string, metric = 'loss'): Promise<Series> {
  const request = { runId, projectId: 'lab/demo', metric, context: null, from: null, to: null, maxPoints: null };
  const [answer] = (await adapter?.getSeries(callContext(), [request])) ?? [];
  if (answer === undefined || isRungraphError(answer)) throw new Error('no series');
  return answer;
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
  const { diagnostics } = (await adapter?.probe(callContext())) ?? {};
  expect(diagnostics).toMatchObject([{ code: 'TORN_FILE', subject: 'lab/demo/r1' }]);
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
  expect((await adapter?.probe(callContext()))?.diagnostics).toEqual([]);
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

test('VALUES BY KIND, as newer messages have them, are numbers too', async () => {
  put(
    'a',
    writeLog([records.header, records.run('r1', started), records.typedHistory(4, 'loss', -7), records.exit(0)]),
  );
  expect(await series('lab/demo/r1')).toMatchObject({ steps: Float64Array.of(4), values: Float64Array.of(-7) });
});

test('a folder beside a server, or one that is not there, is said', async () => {
  expect(() => wandb.open({ path: folder, apiKey: 'k'.repeat(40) })).toThrow('not of a folder of offline runs');
  rmSync(folder, { recursive: true });
  await expect(list()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  mkdirSync(folder);
});
