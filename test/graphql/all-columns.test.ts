import { RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { metric, param, run, tag } from '../support/runs.ts';

// All params of a page as one frame, and names that tell columns apart.

const runs = [
  run('a', {
    startedAt: 2,
    name: 'A',
    url: 'http://t/a',
    archived: false,
    params: [param('lr', 0.1), param('name', 'x'), param('b', 1)],
    metrics: [metric('lr', 0.01), metric('loss', 1, { max: 9 })],
    tags: [tag('stage', 'dev'), tag('label', null)],
  }),
  run('b', {
    startedAt: 1,
    parentId: 'a',
    archived: true,
    params: [param('lr', 0.2), param('a', true)],
    metrics: [metric('loss', 2, { max: 8, context: { subset: 'val' } }), metric('loss', 3, { max: 7, context: {} })],
  }),
];

async function table(columns: string, of: readonly Run[] = runs) {
  const gateway = await memoryGateway({ s: { runs: of, capabilities: everything } });
  const fields = '{ refs columns { name type values } }';
  const answer = await gateway.execute(`{ runs(archived: INCLUDE) { table(columns: [${columns}]) ${fields} } }`);
  await gateway.close();
  return answer;
}

async function columnsOf(columns: string, of?: readonly Run[]): Promise<readonly unknown[]> {
  const answer = await table(columns, of);
  expect(answer.errors).toBeUndefined();
  return listAt(answer.data, 'runs', 'table', 'columns');
}

const namesOf = async (columns: string): Promise<readonly unknown[]> =>
  (await columnsOf(columns)).map((column) => at(column, 'name'));

test('all params: every key that a run of the page has, by code point', async () => {
  expect(await columnsOf('{ all: PARAMS }')).toEqual([
    { name: 'a', type: 'BOOLEAN', values: [null, true] },
    { name: 'b', type: 'NUMBER', values: [1, null] },
    { name: 'lr', type: 'NUMBER', values: [0.1, 0.2] },
    { name: 'name', type: 'STRING', values: ['x', null] },
  ]);
});

test('all metrics: one column for each context of a key', async () => {
  expect(await columnsOf('{ all: METRICS }')).toEqual([
    { name: 'loss', type: 'NUMBER', values: [1, 3] },
    { name: 'loss {"subset":"val"}', type: 'NUMBER', values: [null, 2] },
    { name: 'lr', type: 'NUMBER', values: [0.01, null] },
  ]);
});

test('all tags: plain labels have no value', async () => {
  expect(await columnsOf('{ all: TAGS }')).toEqual([
    { name: 'label', type: 'NULL', values: [null, null] },
    { name: 'stage', type: 'STRING', values: ['dev', null] },
  ]);
});

test('names tell params, metrics and fields apart; what the client says stays', async () => {
  expect(await namesOf('{ value: { field: NAME } } { all: PARAMS } { all: METRICS }')).toEqual([
    'name',
    'a',
    'b',
    'param lr',
    'param name',
    'loss',
    'loss {"subset":"val"}',
    'metric lr',
  ]);
  const loss = (aggregate: string): string => `{ value: { metric: { key: "loss", aggregate: ${aggregate} } } }`;
  expect(await namesOf(`${loss('LAST')} ${loss('MAX')}`)).toEqual(['metric loss LAST', 'metric loss MAX']);
  expect(await namesOf('{ value: { param: "lr" }, as: "lr" } { value: { metric: { key: "lr" } } }')).toEqual([
    'lr',
    'metric lr',
  ]);
  const val = '{ value: { metric: { key: "loss", context: { subset: "val" } } } }';
  expect(await namesOf(val)).toEqual(['loss']);
  expect(await namesOf(`${val} { value: { metric: { key: "loss", context: {} } } }`)).toEqual([
    'loss {"subset":"val"}',
    'loss',
  ]);
});

test('a key that has a column of its own is not told again', async () => {
  expect(await namesOf('{ value: { param: "lr" }, as: "rate" } { all: PARAMS } { all: PARAMS }')).toEqual([
    'rate',
    'a',
    'b',
    'name',
  ]);
});

test('the parent, the address and whether it is archived are fields too, to sort by as well', async () => {
  const answer = await columnsOf(
    '{ value: { field: PARENT } } { value: { field: URL } } { value: { field: ARCHIVED } }',
  );
  expect(answer).toEqual([
    { name: 'parent', type: 'STRING', values: [null, 's/a'] },
    { name: 'url', type: 'STRING', values: ['http://t/a', null] },
    { name: 'archived', type: 'BOOLEAN', values: [false, true] },
  ]);
  const gateway = await memoryGateway({ s: { runs, capabilities: everything } });
  const sorted = await gateway.execute(
    '{ runs(archived: INCLUDE, orderBy: [{ by: { field: PARENT } }]) { nodes { ref } } }',
  );
  expect(listAt(sorted.data, 'runs', 'nodes')).toEqual([{ ref: 's/b' }, { ref: 's/a' }]);
  await gateway.close();
});

test('params that could not be read are an error, where no run has any either', async () => {
  const broken = run('c', { params: new RungraphError('UNAVAILABLE', 'the store is gone') });
  const answer = await table('{ all: PARAMS }', [broken]);
  expect(listAt(answer.data, 'runs', 'table', 'columns')).toEqual([]);
  expect(answer.errors).toMatchObject([{ message: 's: the store is gone', extensions: { code: 'UNAVAILABLE' } }]);
});

test.each([
  ['{ all: PARAMS, value: { field: NAME } }', 'columns[0]: name either value or all.'],
  ['{ as: "x" }', 'columns[0]: name either value or all.'],
  ['{ all: PARAMS, as: "x" }', 'columns[0]: the columns of all have names of their own; leave as out.'],
])('%s is refused', async (columns, message) => {
  const { errors } = await table(columns);
  expect(errors).toMatchObject([{ message, extensions: { code: 'INVALID_QUERY' } }]);
});

test('a table of more values than an answer can hold is refused', async () => {
  const wide = Array.from({ length: 6_000 }, (_key, index) => param(`k${String(index)}`, index));
  const many = Array.from({ length: 1_000 }, (_run, index) => run(`r${String(index)}`));
  const gateway = await memoryGateway({
    s: { runs: [run('a', { params: wide }), ...many], capabilities: everything },
  });
  const { errors } = await gateway.execute('{ runs(first: 1000) { table(columns: [{ all: PARAMS }]) { refs } } }');
  expect(at(errors, 0, 'message')).toMatch(/^A table of 1000 runs and 6000 columns is too large/);
  await gateway.close();
});
