import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { metric, param, run, tag } from '../support/runs.ts';

const runs = [
  run('a', {
    name: 'A',
    startedAt: 3,
    params: [param('lr', 0.1), param('mixed', 1), param('n', null)],
    metrics: [metric('q', Number.NaN)],
    tags: [tag('t', 'x')],
  }),
  run('b', {
    startedAt: 2,
    params: [param('lr', 9007199254740993n), param('mixed', 'x')],
    metrics: [metric('q', 0.5)],
  }),
  run('c', { startedAt: 1 }),
];

async function table(columns: string) {
  const gateway = await memoryGateway({ s: { runs, capabilities: everything } });
  const answer = await gateway.execute(
    `{ runs { table(columns: [${columns}]) { refs columns { name type values } } } }`,
  );
  await gateway.close();
  return answer;
}

test('a page as columns: names, types, and null where a value is missing', async () => {
  const { data } = await table(`
    { value: { field: NAME } }
    { value: { field: STARTED_AT } }
    { value: { field: PROJECT } }
    { value: { field: SOURCE }, as: "where" }
    { value: { field: JOB_TYPE } }
    { value: { param: "lr" } }
    { value: { param: "mixed" } }
    { value: { param: "n" } }
    { value: { param: "nope" } }
    { value: { tag: "t" } }
    { value: { metric: { key: "q" } } }
    { value: { param: "lr" }, as: "again" }
  `);
  expect(data).toEqual({
    runs: {
      table: {
        refs: ['s/a', 's/b', 's/c'],
        columns: [
          { name: 'name', type: 'STRING', values: ['A', null, null] },
          {
            name: 'startedAt',
            type: 'DATETIME',
            values: ['1970-01-01T00:00:00.003Z', '1970-01-01T00:00:00.002Z', '1970-01-01T00:00:00.001Z'],
          },
          { name: 'project', type: 'STRING', values: ['p', 'p', 'p'] },
          { name: 'where', type: 'STRING', values: ['s', 's', 's'] },
          { name: 'jobType', type: 'NULL', values: [null, null, null] },
          { name: 'lr', type: 'NUMBER', values: [0.1, '9007199254740993', null] },
          { name: 'mixed', type: 'STRING', values: [1, 'x', null] },
          { name: 'n', type: 'NULL', values: [null, null, null] },
          { name: 'nope', type: 'NULL', values: [null, null, null] },
          { name: 't', type: 'STRING', values: ['x', null, null] },
          { name: 'q', type: 'NUMBER', values: ['NaN', 0.5, null] },
          { name: 'again', type: 'NUMBER', values: [0.1, '9007199254740993', null] },
        ],
      },
    },
  });
});

test('a column that names nothing, or two things, is refused', async () => {
  const { errors } = await table('{ value: { field: NAME, param: "x" } }');
  expect(errors).toMatchObject([
    {
      message: 'columns[0].value: name exactly one of field, param, tag, metric and namePart; 2 are named here.',
      extensions: { code: 'INVALID_QUERY' },
    },
  ]);
});
