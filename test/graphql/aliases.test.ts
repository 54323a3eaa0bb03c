import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, onePoint, param, run, tag } from '../support/runs.ts';

// Keys that mean the same bear one name everywhere: answers, filters, sorts, projections, series and lists of keys.

const pushing: Capabilities = {
  ...everything,
  clauses: [{ fields: ['param', 'metric', 'tag', 'name'], support: 'exact' }],
  sorts: [{ fields: ['startedAt', 'param', 'metric'] }],
};
const first = [
  run('a', {
    startedAt: 3,
    params: [param('learning_rate', 0.1), param('depth', 3)],
    metrics: [metric('val/acc', 0.5)],
    tags: [tag('phase', 'prod')],
  }),
  run('b', {
    startedAt: 2,
    params: [param('optimizer/lr', 0.2), param('learning_rate', 0.3)],
    metrics: [metric('acc', 0.9)],
  }),
];
const second = [
  run('c', {
    startedAt: 1,
    params: [param('lr', 0.4), param('learning_rate', 0.01)],
    metrics: [metric('val_acc', 0.7), metric('acc', 0.1)],
    tags: [tag('stage', 'dev')],
  }),
];
const aliases = {
  params: { lr: ['optimizer/lr', 'learning_rate'] },
  metrics: { val_acc: ['val/acc', { source: 'one', key: 'acc' }] },
  tags: { stage: ['phase'] },
};

let open: CachedGateway;
const asked: string[] = [];
beforeEach(async () => {
  asked.length = 0;
  const series = (_run: string, key: string): Series => {
    asked.push(key);
    return onePoint(key.length);
  };
  open = await cachedGateway(
    { one: { runs: first, capabilities: pushing, series }, two: { runs: second, capabilities: pushing, series } },
    { aliases },
  );
});
afterEach(() => open.close());
const ask = (document: string) => open.ask(document);

const ids = (data: unknown) => listAt(data, 'runs', 'nodes').map((node) => at(node, 'nativeId'));

test('answers bear the canonical key, and say where a value came from', async () => {
  const data = await ask(
    '{ runs { nodes { params { key nativeKey value } metrics { key nativeKey last } tags { key } } } }',
  );
  expect(listAt(data, 'runs', 'nodes')).toEqual([
    {
      params: [
        { key: 'lr', nativeKey: 'learning_rate', value: 0.1 },
        { key: 'depth', nativeKey: 'depth', value: 3 },
      ],
      metrics: [{ key: 'val_acc', nativeKey: 'val/acc', last: 0.5 }],
      tags: [{ key: 'stage' }],
    },
    {
      // The first alias of the list counts; the other keeps its own name.
      params: [
        { key: 'lr', nativeKey: 'optimizer/lr', value: 0.2 },
        { key: 'learning_rate', nativeKey: 'learning_rate', value: 0.3 },
      ],
      metrics: [{ key: 'val_acc', nativeKey: 'acc', last: 0.9 }],
      tags: [],
    },
    {
      params: [
        { key: 'lr', nativeKey: 'lr', value: 0.4 },
        { key: 'learning_rate', nativeKey: 'learning_rate', value: 0.01 },
      ],
      // The alias of one source is none of another.
      metrics: [
        { key: 'val_acc', nativeKey: 'val_acc', last: 0.7 },
        { key: 'acc', nativeKey: 'acc', last: 0.1 },
      ],
      tags: [{ key: 'stage' }],
    },
  ]);
});

test('filters and sorts mean the canonical key, and the tracker is asked by all names', async () => {
  expect(ids(await ask('{ runs(where: "params.lr >= 0.2") { nodes { nativeId } } }'))).toEqual(['b', 'c']);
  expect(ids(await ask('{ runs(where: "params.learning_rate > 0") { nodes { nativeId } } }'))).toEqual(['b', 'c']);
  expect(ids(await ask('{ runs(where: "tags.stage is not missing") { nodes { nativeId } } }'))).toEqual(['a', 'c']);
  const sorted = '{ runs(orderBy: [{ by: { metric: { key: "val_acc" } } }]) { nodes { nativeId } } }';
  expect(ids(await ask(sorted))).toEqual(['a', 'c', 'b']);
  const plans = await ask(
    '{ explainRuns(where: "params.lr > 0 and params.depth = 3", sources: ["one"]) { pushed residual } }',
  );
  expect(at(plans, 'explainRuns')).toEqual([
    {
      pushed: ['param.lr gt 0 or param.optimizer/lr gt 0 or param.learning_rate gt 0', 'param.depth eq 3'],
      residual: ['param.lr gt 0'],
    },
  ]);
});

test('what is selected by a canonical key is read under the names that trackers know', async () => {
  const data = await ask(`{ runs { nodes { param(key: "lr") { value } metrics(prefix: "val_") { last }
    tags(keys: ["stage"]) { value } } } }`);
  expect(listAt(data, 'runs', 'nodes')).toEqual([
    { param: { value: 0.1 }, metrics: [{ last: 0.5 }], tags: [{ value: 'prod' }] },
    { param: { value: 0.2 }, metrics: [{ last: 0.9 }], tags: [] },
    { param: { value: 0.4 }, metrics: [{ last: 0.7 }], tags: [{ value: 'dev' }] },
  ]);
});

test('series, curves, groups and comparisons', async () => {
  const data = await ask(`{
    curves(runs: {}, metrics: [{ key: "val_acc" }]) { curves { key y } }
    compare(runs: {}) { params(keys: ["lr"]) { key nativeKeys values } }
    groups(runs: {}, by: [{ tag: "stage" }], measures: [{ value: { param: "lr" } }]) { groups { key size } }
  }`);
  expect(asked.sort()).toEqual(['acc', 'val/acc', 'val_acc']);
  expect(at(data, 'curves', 'curves')).toEqual([
    { key: 'val_acc', y: [7] },
    { key: 'val_acc', y: [3] },
    { key: 'val_acc', y: [7] },
  ]);
  expect(at(data, 'compare', 'params')).toEqual([
    { key: 'lr', nativeKeys: ['learning_rate', 'optimizer/lr', 'lr'], values: [0.1, 0.2, 0.4] },
  ]);
  expect(listAt(data, 'groups', 'groups')).toHaveLength(3);
});

test('lists of keys show both names, and hints and suggestions know the canonical one', async () => {
  const keys = await ask('{ keys(kind: PARAM, search: "lr") { nodes { key nativeKeys } } }');
  expect(at(keys, 'keys', 'nodes')).toEqual([{ key: 'lr', nativeKeys: ['learning_rate', 'optimizer/lr', 'lr'] }]);
  const told = await ask(
    '{ runs(where: "params.lr > 0") { reports { hints } } parseWhere(where: "params.l") { suggestions { label } } }',
  );
  expect(at(told, 'runs', 'reports')).toEqual([{ hints: [] }, { hints: [] }]);
  expect(at(told, 'parseWhere', 'suggestions')).toEqual([{ label: 'learning_rate' }, { label: 'lr' }]);
});
