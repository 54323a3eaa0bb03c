import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, onePoint, param, run } from '../support/runs.ts';

// A series of one context may have another name, and runs may have several names of one meaning.

const val = { subset: 'val' };
const lab = [
  run('a', {
    startedAt: 2,
    metrics: [metric('acc', 0.5, { context: { subset: 'train' } }), metric('acc', 0.8, { context: val })],
    params: [param('lr', 1), param('learning_rate', 2), param('rate', 3)],
  }),
  run('b', {
    startedAt: 1,
    metrics: [metric('acc', 0.9, { context: val }), metric('val_acc', 0.7, { context: {} })],
    params: [param('learning_rate', 2), param('rate', 3)],
  }),
];
const other = [run('c', { startedAt: 0, metrics: [metric('val_acc', 0.6)], params: [param('rate', 3)] })];
const aliases = {
  metrics: { val_acc: [{ source: 'lab', key: 'acc', context: val }] },
  params: { lr: ['learning_rate', 'rate'] },
  tags: {},
};

let open: CachedGateway;
beforeEach(async () => {
  const series = (id: string, key: string): Series => onePoint(id.length + key.length);
  const capabilities = everything;
  open = await cachedGateway(
    { lab: { runs: lab, capabilities, series }, other: { runs: other, capabilities, series } },
    { aliases },
  );
});
afterEach(() => open.close());
const ask = (document: string) => open.ask(document);

test('one series is taken out of its key, and stands in one row with what others call so', async () => {
  const data = await ask('{ compare(runs: {}) { metrics { key context values } } }');
  expect(at(data, 'compare', 'metrics')).toEqual([
    { key: 'acc', context: { subset: 'train' }, values: [0.5, null, null] },
    // b has the key itself, which counts; the series keeps its own name there.
    { key: 'acc', context: { subset: 'val' }, values: [null, 0.9, null] },
    { key: 'val_acc', context: null, values: [0.8, 0.7, 0.6] },
  ]);
});

test('its points are those of the context that the tracker knows', async () => {
  const asked: unknown[] = [];
  const { gateway, cache } = await cachedGateway(
    { lab: { runs: lab, capabilities: everything } },
    {
      aliases,
      wrap: (adapter) => ({
        ...adapter,
        getSeries(context, requests) {
          asked.push(...requests.map((request) => [request.metric, request.context]));
          return adapter.getSeries(context, requests);
        },
      }),
    },
  );
  await gateway.execute('{ run(id: "lab/a") { metric(key: "val_acc") { nativeKey context series { values } } } }');
  await gateway.execute('{ curves(runs: { runs: ["lab/a"] }, metrics: [{ key: "val_acc" }]) { curves { y } } }');
  expect(asked).toEqual([['acc', val]]);
  await gateway.close();
  await cache.close();
});

test('filters and sorts mean it', async () => {
  const data = await ask(
    '{ runs(where: "metrics.val_acc > 0.65", orderBy: [{ by: { metric: { key: "val_acc" } } }]) { nodes { ref } } }',
  );
  expect(at(data, 'runs', 'nodes')).toEqual([{ ref: 'lab/b' }, { ref: 'lab/a' }]);
});

test('diagnostics count the runs that have several names of one meaning', async () => {
  const before = await ask('{ sources { name diagnostics { code } } }');
  expect(at(before, 'sources', 0, 'diagnostics')).toEqual([]);
  for (let round = 0; round < 2; round += 1) await ask('{ runs { nodes { params { key } metrics { key } } } }');
  const after = await ask('{ sources { name diagnostics { severity code message subject } } }');
  expect(at(after, 'sources', 0)).toEqual({
    name: 'lab',
    diagnostics: [
      {
        severity: 'WARNING',
        code: 'KEY_COLLISION',
        message:
          '1 of the runs read so far have the metric "val_acc" under several names; "acc {"subset":"val"}" keep their own there.',
        subject: 'keys.metrics.val_acc',
      },
      {
        severity: 'WARNING',
        code: 'KEY_COLLISION',
        message:
          '2 of the runs read so far have the param "lr" under several names; "learning_rate", "rate" keep their own there.',
        subject: 'keys.params.lr',
      },
    ],
  });
  expect(at(after, 'sources', 1, 'diagnostics')).toEqual([]);
});
