import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger, readLedger } from '../../../src/core/migrate/ledger.ts';
import { statesOf } from '../../../src/core/migrate/ledger-state.ts';

let file = '';
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-ledger-'));
  file = join(folder, 'plan.ledger.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const created = (run: string) => ({ kind: 'created', run, id: `copy of ${run}` }) as const;

test('lines that are appended at the same time are all there, in order', async () => {
  const ledger = await openLedger(file);
  await Promise.all(['a', 'b', 'c'].map((run) => ledger.append(created(run))));
  await ledger.append(created('d'));
  await ledger.close();
  expect(await readLedger(file)).toEqual(['a', 'b', 'c', 'd'].map(created));
});

test('a torn last line is dropped, and the next one begins anew', async () => {
  const first = await openLedger(file);
  await first.append(created('a'));
  await first.close();
  await appendFile(file, '{"kind":"created","run":"b","i');
  expect(await readLedger(file)).toEqual([created('a')]);
  const second = await openLedger(file);
  await second.append(created('c'));
  await second.close();
  expect(await readLedger(file)).toEqual([created('a'), created('c')]);
  expect(await readFile(file, 'utf8')).not.toContain('"b"');
});

test('a broken line in the middle is told by its number', async () => {
  await writeFile(file, `${JSON.stringify(created('a'))}\nnonsense\n${JSON.stringify(created('b'))}\n`);
  await expect(openLedger(file)).rejects.toThrow(/plan\.ledger\.jsonl:2 is no line of a ledger/);
  // The lock of an opening that failed is nobody's.
  await expect(openLedger(file)).rejects.toThrow(/:2/);
});

test('one process at a time; the lock of one that is gone is nobody’s', async () => {
  const ledger = await openLedger(file);
  await expect(openLedger(file)).rejects.toMatchObject({ code: 'CONFLICT' });
  await ledger.close();
  await writeFile(`${file}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }));
  const next = await openLedger(file);
  await next.close();
  await writeFile(`${file}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, host: 'elsewhere' }));
  await expect(openLedger(file)).rejects.toThrow(/elsewhere/);
});

test('the last word on a run counts', () => {
  const done = {
    kind: 'done',
    at: '',
    run: 'a',
    id: '1',
    digest: 'd',
    points: 1,
    files: 0,
    bytes: 0,
    losses: {},
    ms: 1,
    changed: false,
  } as const;
  const failed = { kind: 'failed', at: '', run: 'a', id: null, code: 'TIMEOUT', message: 'late' } as const;
  expect(statesOf([created('a'), failed, done]).get('a')).toMatchObject({
    id: '1',
    failed: null,
    done: { digest: 'd' },
  });
  expect(statesOf([created('a'), done, failed]).get('a')).toMatchObject({
    id: '1',
    done: null,
    failed: { code: 'TIMEOUT' },
  });
});
