import { startMlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { plainRun } from '../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';
import { compareSources, type ParityOptions } from '../../src/core/parity/compare-sources.ts';
import { openPlaces } from './migrate/places.ts';

const start = Date.UTC(2025, 1, 3);

/** What a team logs to one tracker, and a little later to another. */
function logged(lateMs: number, change: (index: number) => number): SampleData {
  const runs = [0, 1, 2].map((index) => {
    const startedAt = start + index * 3_600_000 + lateMs;
    const points = [0, 1, 2].map((step) => ({
      step,
      value: step / 3 + change(index),
      timestamp: startedAt + step * 1000,
    }));
    return plainRun({
      ...{ key: `r${index}`, project: 'vision', name: `run ${index}`, startedAt, endedAt: startedAt + 60_000 },
      params: [{ key: 'lr', value: 0.1 * index }],
      metrics: [{ key: 'loss', context: {}, points }],
      tags: [{ key: 'job', value: `job ${index}` }],
    });
  });
  return { projects: [{ name: 'vision', description: null, createdAt: start }], runs };
}

async function openTwo(one: SampleData, other: SampleData) {
  const servers = [
    await startMlflowEmulator({ port: 0, data: one }),
    await startMlflowEmulator({ port: 0, data: other }),
  ];
  const places = await openPlaces({
    old: { tracker: 'mlflow', url: servers[0]?.url },
    new: { tracker: 'mlflow', url: servers[1]?.url },
    archive: { tracker: 'neptune', archive: '{folder}/archive' },
  });
  const compare = (own: Partial<ParityOptions> = {}) =>
    compareSources({
      ...places.world,
      ...{ one: 'old', other: 'new', where: null, projects: new Map(), key: null, knownAs: null, parallel: 2, ...own },
    });
  const close = async (): Promise<void> => {
    await places.close();
    for (const server of servers) await server.close();
  };
  return { places, compare, close };
}

test('runs that were logged twice are matched by name and start, and compared but for their clocks', async () => {
  const { compare, close } = await openTwo(
    logged(0, () => 0),
    logged(2_000, (index) => (index === 1 ? 1e-9 : 0)),
  );
  try {
    const found = await compare();
    expect(found).toMatchObject({ equal: 2, onlyOne: [], onlyOther: [], unsure: [] });
    expect(found.different.map(({ by, why }) => [by, why.split(' is ')[0]])).toEqual([['NAME', 'series loss']]);
    expect(await compare({ where: 'params.lr < 0.05' })).toMatchObject({ equal: 1, different: [] });
  } finally {
    await close();
  }
});

test('a metric is compared whatever it is called', async () => {
  const called = (data: SampleData): SampleData => ({
    ...data,
    runs: data.runs.map((run) => ({ ...run, metrics: run.metrics.map((own) => ({ ...own, key: '__proto__' })) })),
  });
  const { compare, close } = await openTwo(called(logged(0, () => 0)), called(logged(0, (index) => index)));
  try {
    const { equal, different } = await compare();
    expect(equal).toBe(1);
    expect(different.map(({ why }) => why.split(' is ')[0])).toEqual(['series __proto__', 'series __proto__']);
  } finally {
    await close();
  }
});

test('runs that started at other times are matched by a key, and without one they are told of as missing', async () => {
  const { compare, close } = await openTwo(
    logged(0, () => 0),
    logged(600_000, () => 0),
  );
  try {
    expect(await compare({ key: 'tags.job' })).toMatchObject({ equal: 3, different: [], onlyOne: [], onlyOther: [] });
    const found = await compare();
    expect([found.equal, found.onlyOne.length, found.onlyOther.length]).toEqual([0, 3, 3]);
  } finally {
    await close();
  }
});

test('copies are matched by what they were copied from, times and all', async () => {
  const { places, compare, close } = await openTwo(
    logged(0, () => 0),
    logged(0, () => 0),
  );
  try {
    expect((await places.move('old', 'archive')).wrong).toEqual([]);
    expect(await compare({ other: 'archive' })).toMatchObject({ equal: 3, different: [], onlyOne: [], onlyOther: [] });
  } finally {
    await close();
  }
});
