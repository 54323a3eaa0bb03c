import {
  startWandbEmulator,
  type WandbEmulator,
  type WandbEmulatorOptions,
} from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { callContext } from '../../support/call-context.ts';
import { openAdapter } from './open-adapter.ts';

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

let emulator: WandbEmulator | undefined;
let adapter: Adapter | undefined;

async function open(options: Partial<WandbEmulatorOptions> = {}): Promise<Adapter> {
  emulator = await startWandbEmulator({ port: 0, data, ...options });
  adapter = openAdapter(emulator.source);
  return adapter;
}

afterEach(async () => {
  await adapter?.close();
  await emulator?.close();
});

const projection = { ...callContext().projection, parts: ['provenance'] as const };
const context = callContext({ projection });
const idOf = (key: string): string => emulator?.runIds.get(key) ?? '';
const everything = {
  filter: { kind: 'and', filters: [] },
  order: null,
  archived: 'EXCLUDE',
  limit: 10,
  after: null,
} as const;
const askedMore = (): number =>
  emulator?.requests.filter(({ query }) => query.startsWith('query RunInputs(')).length ?? 0;

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

function runName(key: string): string {
  return idOf(key).split('/').at(-1) ?? '';
}
