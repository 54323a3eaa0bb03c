import { RungraphError } from '../../../src/contract/error.ts';
import type { Provenance } from '../../../src/contract/provenance.ts';
import { metricRows } from '../../../src/core/compare/metric-rows.ts';
import { packageRows } from '../../../src/core/compare/package-rows.ts';
import { paramRows } from '../../../src/core/compare/param-rows.ts';
import { provenanceRows } from '../../../src/core/compare/provenance-rows.ts';
import type { RecordedRun } from '../../../src/core/compare/recorded.ts';
import { everyRow } from '../../../src/core/compare/rows.ts';
import { tagRows } from '../../../src/core/compare/tag-rows.ts';
import { directionOf } from '../../../src/core/keys/directions.ts';
import { metric, param, run, tag } from '../../support/runs.ts';

const runs = [
  run('a', {
    params: [param('lr', '0.001', '0.001'), param('model', 'vit'), param('old', null)],
    tags: [tag('stage', 'prod'), tag('label', null)],
  }),
  run('b', {
    params: [{ ...param('lr', 0.001), nativeKey: 'learning_rate' }, param('model', 'bert')],
    tags: [tag('stage', 'prod ')],
  }),
  run('c', { params: new RungraphError('TIMEOUT', 'slow'), tags: [tag('stage', 'prod')] }),
];

test('params are rows by key, columns by run', () => {
  expect(paramRows(runs, everyRow)).toEqual([
    {
      key: 'lr',
      nativeKeys: ['lr', 'learning_rate'],
      values: ['0.001', 0.001, undefined],
      type: 'STRING',
      differs: true,
      distinct: 1,
      missing: 1,
    },
    {
      key: 'model',
      nativeKeys: ['model'],
      values: ['vit', 'bert', undefined],
      type: 'STRING',
      differs: true,
      distinct: 2,
      missing: 1,
    },
    {
      key: 'old',
      nativeKeys: ['old'],
      values: [null, undefined, undefined],
      type: 'NULL',
      differs: false,
      distinct: 0,
      missing: 3,
    },
  ]);
});

test('only what differs, only some keys, only a prefix', () => {
  const two = runs.slice(0, 2);
  const keys = (choice: Partial<typeof everyRow>): string[] =>
    paramRows(two, { ...everyRow, ...choice }).map(({ key }) => key);
  expect(keys({ onlyDifferent: true })).toEqual(['model']);
  expect(keys({ keys: ['lr', 'none'] })).toEqual(['lr']);
  expect(keys({ prefix: 'm' })).toEqual(['model']);
});

test('tags compare as text, and a plain label has no value', () => {
  expect(tagRows(runs, everyRow)).toEqual([
    { key: 'label', values: [null, undefined, undefined], differs: false, distinct: 0, missing: 3 },
    { key: 'stage', values: ['prod', 'prod ', 'prod'], differs: true, distinct: 2, missing: 0 },
  ]);
});

const measured = [
  run('a', { metrics: [metric('acc', 0.9), metric('loss', 0.1, { context: { subset: 'val' } }), metric('x', 5)] }),
  run('b', {
    metrics: [
      metric('acc', Number.NaN),
      metric('loss', 0.1, { context: { subset: 'val' } }),
      metric('loss', 7, { context: {} }),
    ],
  }),
  run('c', { metrics: [metric('acc', 0.9)] }),
  run('d', { metrics: [metric('acc', 0.8, { max: 0.95 })] }),
];
const byName = (key: string) => directionOf(key, null, {});

test('metrics are rows by key and context, with the best runs', () => {
  expect(metricRows(measured, 'LAST', everyRow, byName)).toEqual([
    {
      key: 'acc',
      context: null,
      aggregate: 'LAST',
      values: [0.9, Number.NaN, 0.9, 0.8],
      differs: true,
      missing: 0,
      direction: 'MAXIMIZE',
      directionFrom: 'NAME',
      best: [0, 2],
      min: 0.8,
      max: 0.9,
    },
    {
      key: 'loss',
      context: { subset: 'val' },
      aggregate: 'LAST',
      values: [0.1, 0.1, undefined, undefined],
      differs: true,
      missing: 2,
      direction: 'MINIMIZE',
      directionFrom: 'NAME',
      best: [0, 1],
      min: 0.1,
      max: 0.1,
    },
    {
      key: 'loss',
      context: null,
      aggregate: 'LAST',
      values: [undefined, 7, undefined, undefined],
      differs: true,
      missing: 3,
      direction: 'MINIMIZE',
      directionFrom: 'NAME',
      best: [1],
      min: 7,
      max: 7,
    },
    {
      key: 'x',
      context: null,
      aggregate: 'LAST',
      values: [5, undefined, undefined, undefined],
      differs: true,
      missing: 3,
      direction: null,
      directionFrom: null,
      best: [],
      min: 5,
      max: 5,
    },
  ]);
});

test('another aggregate has other values, and NaN alone has no best', () => {
  const [acc] = metricRows(measured, 'MAX', { ...everyRow, keys: ['acc'] }, byName);
  expect(acc).toMatchObject({ values: [undefined, undefined, undefined, 0.95], best: [3] });
  const [only] = metricRows([run('a', { metrics: [metric('acc', Number.NaN)] })], 'LAST', everyRow, byName);
  expect(only).toMatchObject({ best: [], min: null, max: null, missing: 0, differs: false });
});

test('integers beyond 2^53 and infinities are compared exactly', () => {
  const big = [9007199254740993n, 9007199254740992n, Infinity].map((last) =>
    run('r', { metrics: [{ ...metric('score', 0), last }] }),
  );
  expect(metricRows(big, 'LAST', everyRow, byName)[0]).toMatchObject({
    best: [2],
    min: 9007199254740992n,
    max: Infinity,
  });
});

const provenance: Provenance = {
  git: { commit: 'abc', branch: 'main', repository: null, dirty: false, diff: null },
  entryPoint: null,
  command: 'python train.py',
  arguments: ['--lr', '1'],
  host: 'h',
  os: null,
  pythonVersion: '3.11',
  packages: [
    { name: 'PyYAML', version: '6.0' },
    { name: 'torch', version: '2.1' },
  ],
  gpus: [{ name: 'A100', count: 2, memoryBytes: null }],
  cuda: '12',
  containerImage: null,
  datasets: [],
};
const dataset = (name: string, value: string | null) => ({
  nativeId: name,
  projectId: null,
  name,
  type: 'DATASET' as const,
  nativeType: null,
  version: null,
  aliases: [],
  description: null,
  metadata: null,
  digest: value === null ? null : { algorithm: 'md5', value },
  sizeBytes: null,
  uri: null,
  url: null,
  createdAt: null,
  producedById: null,
});
const recorded = (more: Partial<Provenance>, params: RecordedRun['run']['params'] = []): RecordedRun => ({
  run: run('r', { params }),
  provenance: { ...provenance, ...more },
  environment: null,
});

test('facts of how runs were made stand in one order, as text', () => {
  const rows = provenanceRows(
    [
      recorded({ datasets: [dataset('mnist', 'd1')] }, [param('seed', '42', '42')]),
      recorded({ datasets: [dataset('other-name', 'd1')], git: null, gpus: [] }, [
        param('seed', 42),
        param('data.seed', 'None'),
      ]),
    ],
    false,
  );
  const told = Object.fromEntries(
    rows.map(({ name, values, differs, missing }) => [name, { values, differs, missing }]),
  );
  expect(rows.map(({ name }) => name).slice(0, 3)).toEqual(['commit', 'branch', 'dirty']);
  expect(told['commit']).toEqual({ values: ['abc', null], differs: true, missing: 1 });
  expect(told['gpu']).toEqual({ values: ['2 x A100', 'none'], differs: true, missing: 0 });
  expect(told['seeds']).toEqual({ values: ['seed=42', 'seed=42'], differs: false, missing: 0 });
  expect(told['datasets']).toEqual({ values: ['mnist md5:d1', 'other-name md5:d1'], differs: false, missing: 0 });
  expect(told['arguments']?.values).toEqual(['--lr 1', '--lr 1']);
  expect(told['image']).toEqual({ values: [null, null], differs: false, missing: 2 });
});

test('where provenance says nothing the environment does', () => {
  const environment = {
    pythonVersion: '3.9',
    packages: [{ name: 'numpy', version: '1' }],
    os: null,
    host: null,
    gpus: null,
    cuda: null,
    evidence: 'requirements.txt',
  };
  const one: RecordedRun = { run: run('r'), provenance: undefined, environment };
  expect(provenanceRows([one], false).find(({ name }) => name === 'python')?.values).toEqual(['3.9']);
  expect(packageRows([one], false)).toEqual([{ name: 'numpy', values: ['1'], differs: false }]);
});

test('packages are one row each, whatever their spelling', () => {
  const others = recorded({
    packages: [
      { name: 'pyyaml', version: '6.0' },
      { name: 'torch', version: '2.2' },
      { name: 'wheel', version: null },
    ],
  });
  const nothing = recorded({ packages: null });
  expect(packageRows([recorded({}), others, nothing], false)).toEqual([
    { name: 'PyYAML', values: ['6.0', '6.0', null], differs: false },
    { name: 'torch', values: ['2.1', '2.2', null], differs: true },
    { name: 'wheel', values: [null, '', null], differs: true },
  ]);
  expect(packageRows([recorded({}), others], true).map(({ name }) => name)).toEqual(['torch', 'wheel']);
});
