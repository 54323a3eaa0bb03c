import { setTimeout } from 'node:timers/promises';
import { sampleKey } from '../../../adapters/wandb/emulator/start.ts';
import type { StoredRun } from '../../../adapters/wandb/emulator/store/world.ts';
import type { Adapter, RunPage } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { callContext } from '../../support/call-context.ts';
import { readRuns, readSeries, wholeCall } from './open-adapter.ts';
import { served } from './served.ts';

// What a server of W&B is known to do wrong, or may do. Whatever it is, the client learns of it, and nothing is lost.

const start = Date.UTC(2026, 0, 5);
const data: SampleData = {
  projects: [{ name: 'p', description: null, createdAt: start }],
  runs: Array.from({ length: 7 }, (_run, index) =>
    plainRun({
      key: `r${index}`,
      project: 'p',
      name: `r${index}`,
      startedAt: start + index * 1000,
      endedAt: start + 60_000,
    }),
  ),
};

const { open, emulator, idOf } = served(data);

const answer = (status: number, body: object) => ({ answer: { status, body: JSON.stringify(body) } });
const stored = (): readonly StoredRun[] => emulator().world.projects[0]?.runs ?? [];

function search(from: Adapter, limit: number, after: string | null = null): Promise<RunPage> {
  const plain = {
    projects: ['harvest-lab/p'],
    filter: { kind: 'and', filters: [] },
    order: null,
    archived: 'EXCLUDE',
  } as const;
  return from.searchRuns(wholeCall(from), { ...plain, limit, after });
}

/** Rows of a run that was never logged by a sample. */
function log(run: StoredRun | undefined, rows: StoredRun['history'], exported = 0): void {
  run?.history.push(...rows);
  if (run !== undefined) run.exported = exported;
}

test('A WRONG KEY is said to be wrong, and which setting holds it', async () => {
  const opened = await open({ rejectedKeys: [sampleKey] });
  const refused = { code: 'UNAUTHENTICATED', message: expect.stringContaining('apiKey') };
  await expect(opened.probe(callContext())).rejects.toMatchObject(refused);
  await expect(readRuns(opened)).rejects.toMatchObject(refused);
});

test('A REVOKED KEY ends a list where it was, and not as if it were at its end', async () => {
  let isRevoked = false;
  const opened = await open({
    faults: () => (isRevoked ? answer(401, { error: 'user is not logged in' }) : undefined),
  });
  const { runs, next } = await search(opened, 3);
  isRevoked = true;
  expect(runs).toHaveLength(3);
  await expect(search(opened, 3, next)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('AN ENTITY WITHOUT RIGHTS is no empty one', async () => {
  const nothing = { data: { models: null } };
  const opened = await open({ faults: ({ query }) => (query.includes('models(') ? answer(200, nothing) : undefined) });
  await expect(readRuns(opened)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('may not see it'),
  });
});

test('A PROJECT THAT IS GONE or hidden is named in the list that misses it', async () => {
  const hidden = { data: { p0: null } };
  const opened = await open({
    faults: ({ query }) => (query.startsWith('query Runs(') ? answer(200, hidden) : undefined),
  });
  const { runs, partial } = await search(opened, 10);
  expect([runs, partial]).toEqual([[], expect.stringContaining('harvest-lab/p')]);
});

test('A RUN DELETED BETWEEN PAGES shifts the next page: the list says so', async () => {
  const opened = await open();
  const first = await search(opened, 3);
  emulator().world.projects[0]?.runs.splice(0, 1);
  const second = await search(opened, 10, first.next);
  // The core goes on behind any run of a page.
  expect((await search(opened, 10, first.positions?.[1] ?? '')).partial).toContain('runs were deleted (1)');
  const ids = [...first.runs, ...second.runs].map(({ nativeId }) => nativeId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(second.partial).toContain('runs were deleted (1) while its list was read');
  expect((await search(opened, 10)).partial).toBeUndefined();
});

test.each([
  [
    'AN UNKNOWN COLUMN is refused with 400',
    answer(400, { errors: [{ message: 'unknown column "x"' }] }),
    'INVALID_QUERY',
  ],
  ['AN OPERATOR that fails with 500', answer(500, { error: 'internal server error' }), 'UNAVAILABLE'],
  ['a page that is no JSON', { answer: { status: 200, body: '<html>' } }, 'PROTOCOL'],
  ['an error beside null', answer(200, { data: null, errors: [{ message: 'permission denied' }] }), 'FORBIDDEN'],
])('%s, and the client gets a code', async (_what, fault, code) => {
  const opened = await open({ faults: ({ query }) => (query.startsWith('query Runs(') ? fault : undefined) });
  await expect(search(opened, 10)).rejects.toMatchObject({ code });
});

test('A POISONED RUN, at which the server fails with 502, costs its own series alone', async () => {
  const bad = 'r3';
  const opened = await open({
    faults: ({ query, variables }) => {
      const isAsked = query.startsWith('query History(') && variables.includes(idOf(bad).split('/')[2] ?? '-');
      return isAsked ? { answer: { status: 502, body: 'bad gateway' } } : undefined;
    },
  });
  for (const run of stored()) log(run, [{ _step: 0, _timestamp: 1, loss: 1 }]);
  const requests = data.runs.map(({ key }) => {
    return { runId: idOf(key), projectId: '', metric: 'loss', context: null, from: null, to: null, maxPoints: null };
  });
  const answers = await opened.getSeries(callContext(), requests);
  expect(answers.map((one) => (isRungraphError(one) ? one.code : one.values.length))).toEqual([
    1,
    1,
    1,
    'UNAVAILABLE',
    1,
    1,
    1,
  ]);
});

test('a run at which the server fails with 502 does not cost the runs that are asked for beside it', async () => {
  const opened = await open({
    faults: ({ query, variables }) => {
      const isAsked = query.startsWith('query RunsById(') && variables.includes(idOf('r3').split('/')[2] ?? '-');
      return isAsked ? { answer: { status: 502, body: 'bad gateway' } } : undefined;
    },
  });
  const ids = data.runs.map(({ key }) => idOf(key));
  const slots = await opened.getRuns(callContext(), ids);
  expect(slots.map((slot) => (isRungraphError(slot) ? slot.code : slot?.nativeId))).toEqual(
    ids.map((id) => (id === idOf('r3') ? 'UNAVAILABLE' : id)),
  );
});

test('a server that fails with 502 at everything is not asked for each run', async () => {
  let asked = 0;
  const opened = await open({
    faults: ({ query }) => {
      if (!query.startsWith('query RunsById(')) return undefined;
      asked += 1;
      return { answer: { status: 502, body: 'bad gateway' } };
    },
  });
  const ids = data.runs.map(({ key }) => idOf(key));
  await expect(opened.getRuns(callContext(), ids)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  // Seven at once, four, two, one and one, then two and one.
  expect(asked).toBe(7);
});

test('FILES REFUSED BECAUSE OF LIMITS end the question, and those that wait for their turn are not asked for', async () => {
  const runs = Array.from({ length: 40 }, (_run, index) =>
    plainRun({ key: `q${index}`, project: 'p', name: `q${index}`, startedAt: start + index, endedAt: start + 60_000 }),
  );
  const refuse = ({ path }: { path: string }) => (path.startsWith('/storage/') ? answer(429, {}) : undefined);
  const opened = await open({ data: { ...data, runs }, faults: refuse });
  for (const run of stored()) log(run, [{ _step: 0, _timestamp: 1, loss: 1 }], 1);
  const asked = runs.map(({ key }) => {
    return { runId: idOf(key), projectId: '', metric: 'loss', context: null, from: null, to: null, maxPoints: null };
  });
  await expect(opened.getSeries(callContext(), asked)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  const files = () => emulator().requests.filter(({ path }) => path.startsWith('/storage/')).length;
  const atTheEnd = files();
  await setTimeout(200);
  expect(atTheEnd).toBeGreaterThan(0);
  // What was under way may still arrive.
  expect(files()).toBeLessThan(20);
});

test('EMPTY STEP RANGES do not end a history that has later steps', async () => {
  const steps = [0, 1, 250_000, 2_000_000];
  const exporting = { historyLineCount: steps.length, parquetHistory: { parquetUrls: [], liveData: [] } };
  const opened = await open({
    // Nothing exported yet, and a tail that the server leaves out.
    faults: ({ query }) =>
      query.includes('parquetHistory') ? answer(200, { data: { p0: { run: exporting } } }) : undefined,
  });
  log(
    stored()[0],
    steps.map((step) => ({ _step: step, _timestamp: 1, loss: step / 2 })),
  );
  const [series] = await readSeries(opened, idOf('r0'), ['loss']);
  expect(Array.from(series?.steps ?? [])).toEqual(steps);
  expect(series?.complete).toBe(true);
  const pages = emulator().requests.filter(({ query }) => query.includes('history(minStep'));
  expect(pages.length).toBeLessThan(12);
});

test('HISTOGRAMS, MEDIA AND TEXT AMONG NUMBERS are no points, and numbers beside them are', async () => {
  const opened = await open();
  const image = { _type: 'image-file', path: 'media/x.png', size: 3 };
  const histogram = { _type: 'histogram', values: [1, 2], bins: [0, 1, 2] };
  const values = [1, image, 'text', histogram, true, null, [1, 2], 4, 'NaN'];
  const rows = values.map((value, step) => ({ _step: step, _timestamp: 1, mixed: value }));
  const [live, exported] = stored();
  log(live, rows);
  log(exported, rows, rows.length);
  for (const key of ['r0', 'r1']) {
    const [series] = await readSeries(opened, idOf(key), ['mixed']);
    expect([Array.from(series?.steps ?? []), Array.from(series?.values ?? [])]).toEqual([
      [0, 7, 8],
      [1, 4, Number.NaN],
    ]);
  }
});

test('THE ORDER OF EXPORTED FILES changes between two calls, and the series does not', async () => {
  const opened = await open();
  const rows = Array.from({ length: 9500 }, (_row, step) => ({ _step: step, _timestamp: step, loss: step / 4 }));
  log(stored()[0], rows, 9000);
  const [[first], [second]] = [
    await readSeries(opened, idOf('r0'), ['loss']),
    await readSeries(opened, idOf('r0'), ['loss']),
  ];
  expect(first?.values).toEqual(Float64Array.from(rows, ({ loss }) => loss));
  expect(second).toEqual(first);
});
