import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { callContext } from '../../support/call-context.ts';
import { served } from './served.ts';

// A hundred inputs come along with a run. Runs that used more are read on, all of them together.

const start = Date.UTC(2026, 0, 5);
const used = { few: 3, many: 250, others: 130 };
const data = {
  projects: [{ name: 'p', description: null, createdAt: start }],
  runs: Object.entries(used).map(([key, count], at) => ({
    ...plainRun({ key, project: 'p', name: key, startedAt: start + at, endedAt: start + 60_000 }),
    datasets: Array.from({ length: count }, (_dataset, number) => {
      return { name: `${key}-${number}`, digest: `d${number}`, uri: `s3://bucket/${key}/${number}`, role: 'training' };
    }),
  })),
};

const { open, idOf, asked } = served(data);

const projection = { ...callContext().projection, parts: ['provenance'] as const };
const context = callContext({ projection });
const everything = {
  filter: { kind: 'and', filters: [] },
  order: null,
  archived: 'EXCLUDE',
  limit: 10,
  after: null,
} as const;
const askedMore = (): number => asked('RunInputs');

/** How many different datasets each run has, by its name. */
function counts(runs: readonly (Run | RungraphError | null)[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    runs.flatMap((run) => {
      if (run === null || isRungraphError(run)) return [];
      return [[run.name ?? '', new Set(run.provenance?.datasets.map(({ nativeId }) => nativeId)).size]];
    }),
  );
}

test('every dataset of a run is in its provenance, by one request for each hundred more', async () => {
  const opened = await open();
  expect(counts(await opened.getRuns(context, Object.keys(used).map(idOf)))).toEqual(used);
  expect(askedMore()).toBe(2);
  const page = await opened.searchRuns(context, { ...everything, projects: ['harvest-lab/p'] });
  expect(counts(page.runs)).toEqual(used);
  expect(askedMore()).toBe(4);
});

test('nothing more is asked where nobody wants the provenance', async () => {
  const opened = await open();
  await opened.getRuns(callContext(), Object.keys(used).map(idOf));
  expect(askedMore()).toBe(0);
});

test('a run whose inputs cannot be read to their end costs no other run, and is never given out with some of them', async () => {
  const opened = await open({
    faults: ({ query, variables }) =>
      query.startsWith('query RunInputs(') && variables.includes(runName('many'))
        ? { answer: { status: 502, body: 'bad gateway' } }
        : undefined,
  });
  const [many, others] = await opened.getRuns(context, [idOf('many'), idOf('others')]);
  expect(isRungraphError(many) && many.code).toBe('UNAVAILABLE');
  expect(counts([others ?? null])).toEqual({ others: used.others });
  const searched = opened.searchRuns(context, { ...everything, projects: ['harvest-lab/p'] });
  await expect(searched).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

const endless = { hasNextPage: true, endCursor: 'here' };

test.each([
  ['has gone meanwhile', { run: null }, 1],
  ['is told of without an end', { run: { inputArtifacts: { edges: [], pageInfo: endless } } }, 2],
])('a run that %s is an error, and is not asked for again and again', async (_what, p0, requests) => {
  const opened = await open({
    faults: ({ query }) =>
      query.startsWith('query RunInputs(')
        ? { answer: { status: 200, body: JSON.stringify({ data: { p0 } }) } }
        : undefined,
  });
  const [many] = await opened.getRuns(context, [idOf('many')]);
  expect(many).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining(runName('many')) });
  expect(askedMore()).toBe(requests);
});

function runName(key: string): string {
  return idOf(key).split('/').at(-1) ?? '';
}
