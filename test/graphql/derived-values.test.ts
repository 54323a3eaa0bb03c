import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { comparingOf } from '../support/comparing-of.ts';
import { metric, param, provenance, run } from '../support/runs.ts';

// Values that no tracker tells: what a run took of machines, and the parts of its name.

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 1);
const a100 = (count: number) => provenance({ gpus: [{ name: 'NVIDIA A100', count, memoryBytes: null }] });
const runs = [
  run('two', {
    name: 'vit_imagenet_7',
    startedAt: start,
    endedAt: start + 3 * hour,
    provenance: a100(2),
    metrics: [metric('acc', 0.9)],
  }),
  run('one', { name: 'cnn_imagenet_8', startedAt: start, endedAt: start + hour, provenance: a100(1) }),
  run('counted', { name: 'odd', startedAt: start, endedAt: start + hour, params: [param('n_gpus', 4)] }),
  run('measured', { startedAt: start, endedAt: start + hour, metrics: [metric('emissions', 0.5)] }),
];
const comparing = comparingOf({
  compute: {
    currency: 'EUR',
    prices: [{ gpu: '*a100*', from: '2025-01-01', perGpuHour: 2 }],
    watts: [{ gpu: '*A100*', watts: 500 }],
    pue: 1.2,
    gridKgPerKwh: 0.5,
    keys: { gpuCount: ['params.n_gpus'] },
  },
  conventions: [{ projects: ['s/*'], name: '{model}_{dataset}_{seed:\\d+}' }],
});

let open: CachedGateway;
beforeEach(async () => {
  open = await cachedGateway({ s: { runs, capabilities: everything } }, { comparing });
});
afterEach(() => open.close());
const ask = (document: string) => open.ask(document);

const ids = (data: unknown) => listAt(data, 'runs', 'nodes').map((node) => at(node, 'nativeId'));

test('what a run took, and where each figure comes from', async () => {
  const fields = 'gpuHours gpuHoursFrom cost currency costFrom energyKwh energyFrom co2eKg co2eFrom why';
  const data = await ask(`{ runs { nodes { nativeId compute { ${fields} } } } }`);
  const found = new Map(listAt(data, 'runs', 'nodes').map((node) => [at(node, 'nativeId'), at(node, 'compute')]));
  expect(found.get('two')).toEqual({
    gpuHours: 6,
    gpuHoursFrom: 'DERIVED',
    cost: 12,
    currency: 'EUR',
    costFrom: 'CONFIGURED',
    energyKwh: expect.closeTo(3.6, 12),
    energyFrom: 'CONFIGURED',
    co2eKg: expect.closeTo(1.8, 12),
    co2eFrom: 'CONFIGURED',
    why: [],
  });
  expect(found.get('counted')).toMatchObject({ gpuHours: 4, gpuHoursFrom: 'CONFIGURED', cost: null });
  expect(found.get('measured')).toMatchObject({ gpuHours: null, co2eKg: 0.5, co2eFrom: 'MEASURED' });
});

test('filters, text, sorts, columns and groups take them', async () => {
  expect(
    ids(await ask('{ runs(where: "gpuHours > 3", orderBy: [{ by: { field: GPU_HOURS } }]) { nodes { nativeId } } }')),
  ).toEqual(['counted', 'two']);
  expect(ids(await ask('{ runs(filter: { cost: { lte: 2 } }) { nodes { nativeId } } }'))).toEqual(['one']);
  const table = await ask(`{ runs(orderBy: [{ by: { field: COST }, direction: DESC }]) {
    table(columns: [{ value: { field: GPU_HOURS } } { value: { field: COST } } { value: { namePart: "model" } }]) { columns { name values } } } }`);
  expect(at(table, 'runs', 'table', 'columns')).toEqual([
    { name: 'gpuHours', values: [6, 1, 4, null] },
    { name: 'cost', values: [12, 2, null, null] },
    { name: 'model', values: ['vit', 'cnn', null, null] },
  ]);
  const groups = await ask(`{ groups(runs: { where: "gpuHours is not missing" }, by: [{ namePart: "dataset" }],
    measures: [{ value: { field: COST } }]) { groups { key size measures { name sum missing } } } }`);
  expect(at(groups, 'groups', 'groups')).toEqual([
    { key: ['imagenet'], size: 2, measures: [{ name: 'cost', sum: 14, missing: 0 }] },
    { key: [null], size: 1, measures: [{ name: 'cost', sum: null, missing: 1 }] },
  ]);
});

test('the parts of a name are told, found and filtered by', async () => {
  const data = await ask(
    `{ runs(where: "names.model = 'vit' and names.seed = '7'") { nodes { nativeId nameParts { key value } } } }`,
  );
  expect(at(data, 'runs', 'nodes')).toEqual([
    {
      nativeId: 'two',
      nameParts: [
        { key: 'model', value: 'vit' },
        { key: 'dataset', value: 'imagenet' },
        { key: 'seed', value: '7' },
      ],
    },
  ]);
  expect(
    ids(await ask('{ runs(filter: { namePart: { key: "model", exists: false } }) { nodes { nativeId } } }')),
  ).toEqual(['counted', 'measured']);
});
