import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { wandb } from '../../../adapters/wandb/index.ts';
import type { Diagnostic } from '../../../src/contract/adapter.ts';
import { emptyProjection } from '../../../src/contract/projection.ts';
import { callContext } from '../../support/call-context.ts';
import { openAdapter } from './open-adapter.ts';
import { openFolder, rows, started, whole } from './offline-folder.ts';
import { records, writeLog } from './write-log.ts';

// Files as the SDK leaves them when a machine goes down, or a disk does not keep what it was given.

let opened = openFolder();
const put: typeof opened.put = (...args) => opened.put(...args);
const list: typeof opened.list = (parts) => opened.list(parts);
const series: typeof opened.series = (...args) => opened.series(...args);

beforeEach(async () => {
  await opened.remove();
  opened = openFolder();
});

afterAll(() => opened.remove());

async function diagnoses(): Promise<readonly Diagnostic[]> {
  return (await opened.adapter.probe(callContext())).diagnostics;
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
  const message = `1 run found, in 2 .wandb files in and below ${opened.path}.`;
  expect(told).toMatchObject({ severity: 'INFO', code: 'RUNS_FOUND', message });
  const other = openAdapter({ path: opened.path, entity: 'lab', projects: ['elsewhere'] });
  const [none] = (await other.probe(callContext())).diagnostics;
  expect(none).toMatchObject({
    code: 'NOTHING_FOUND',
    message: expect.stringContaining('0 runs of the projects named (elsewhere) found, in 2 .wandb files'),
    remedy: expect.stringContaining('Check projects'),
  });
  await other.close();
});

test('a folder beside a server, or one that is not there, is said', async () => {
  expect(() => wandb.open({ path: opened.path, apiKey: 'k'.repeat(40) })).toThrow('not of a folder of offline runs');
  rmSync(opened.path, { recursive: true });
  const missing = { code: 'UNAVAILABLE', message: `There is no folder ${opened.path}.` };
  await expect(list()).rejects.toMatchObject(missing);
  await expect(opened.adapter.probe(callContext())).rejects.toMatchObject(missing);
  writeFileSync(opened.path, '');
  await expect(list()).rejects.toMatchObject({ message: expect.stringContaining('is no folder') });
  rmSync(opened.path);
  mkdirSync(opened.path);
});
