import type { Capabilities } from '../../src/contract/capabilities.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, param, run, tag } from '../support/runs.ts';

// A key that no run has gives no rows, or no order, and nothing went wrong: the report says what may be meant.

const vision = [
  run('a', { params: [param('lr', 0.1), param('model', 'vit')], metrics: [metric('val_accuracy', 0.9)] }),
  run('b', { params: [param('lr', 0.2)], metrics: [metric('val_loss', 1)], tags: [tag('stage', 'dev')] }),
];
const language = [run('c', { params: [param('learning_rate', 1)], metrics: [metric('val_loss', 2)] })];
/** Trackers that filter by themselves send nothing that does not match. */
const pushing: Capabilities = {
  ...everything,
  clauses: [{ fields: ['param'], operators: ['gt'], operands: ['number'], support: 'exact' }],
};
let open: CachedGateway | undefined;

async function start(callerHeader?: string): Promise<CachedGateway> {
  open = await cachedGateway(
    { vision: { runs: vision, capabilities: pushing }, language: { runs: language, capabilities: pushing } },
    callerHeader === undefined ? {} : { callerHeader },
  );
  return open;
}

afterEach(async () => {
  await open?.gateway.close();
  await open?.cache.close();
});

const everyKey = '{ runs { nodes { params { key } metrics { key } tags { key } } } }';
const reports = 'reports { source { name } state hints }';

async function hintsOf({ gateway }: CachedGateway, rest: string, header = () => null as string | null) {
  const { data, errors } = await gateway.execute(`{ runs${rest} }`, {}, { header });
  expect(errors).toBeUndefined();
  const found = listAt(data, 'runs', 'reports').map((report) => {
    expect(at(report, 'state')).toBe('OK');
    return [at(report, 'source', 'name'), at(report, 'hints')] as const;
  });
  return Object.fromEntries(found) as Readonly<Record<string, unknown>>;
}

test('a filter by a key that no run has: what is near is told, and no tracker is asked for it', async () => {
  const own = await start();
  await own.gateway.execute(everyKey);
  own.calls.length = 0;
  const hints = await hintsOf(own, `(filter: { param: { key: "lrr", gt: 0 } }) { nodes { ref } ${reports} }`);
  expect(hints).toEqual({
    vision: ['No run read so far has the param "lrr"; near it: "lr".'],
    language: ['No run read so far has the param "lrr".'],
  });
  // The search itself, once at each source.
  expect(own.calls).toEqual(['searchRuns', 'searchRuns']);
});

test('a sort and a column by such a key are told too', async () => {
  const own = await start();
  await own.gateway.execute(everyKey);
  const sorted = `(orderBy: [{ by: { metric: { key: "val_acc" } } }], sources: ["vision"]) { nodes { ref } ${reports} }`;
  expect(await hintsOf(own, sorted)).toEqual({
    vision: ['No run read so far has the metric "val_acc"; near it: "val_accuracy".'],
  });
  const columns =
    'columns: [{ value: { tag: "stge" } } { value: { param: "val_accuracy" } } { value: { param: "lr" } }]';
  expect(await hintsOf(own, `(sources: ["vision"]) { table(${columns}) { refs } ${reports} }`)).toEqual({
    vision: [
      'No run read so far has the param "val_accuracy"; there is a metric of that name.',
      'No run read so far has the tag "stge"; near it: "stage".',
    ],
  });
});

test('keys that runs have, and keys of which nothing is known, are not told', async () => {
  const own = await start();
  const unknown = `(filter: { param: { key: "lrr", gt: 0 } }) { nodes { ref } ${reports} }`;
  expect(await hintsOf(own, unknown)).toEqual({ vision: [], language: [] });
  await own.gateway.execute(everyKey);
  const known = `(filter: { param: { key: "lr", gt: 5 } }, sources: ["vision"]) { nodes { ref } ${reports} }`;
  expect(await hintsOf(own, known)).toEqual({ vision: [] });
});

test('callers with credentials of their own learn nothing of each other’s runs', async () => {
  const own = await start('x-token');
  await own.gateway.execute(everyKey, {}, { header: () => 'ada' });
  const asked = `(filter: { param: { key: "lrr", gt: 0 } }, sources: ["vision"]) { nodes { ref } ${reports} }`;
  expect(await hintsOf(own, asked, () => 'bob')).toEqual({ vision: [] });
  expect(await hintsOf(own, asked, () => 'ada')).toEqual({
    vision: ['No run read so far has the param "lrr"; near it: "lr".'],
  });
});
