import type { Value } from '../../src/contract/value.ts';
import { at, listAt } from '../support/json-at.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { everything } from '../support/memory-adapter.ts';
import { param, run } from '../support/runs.ts';

// Times in another unit than they should be: no calendar tells them. The value alone is null, with an error that names it.

const ns = 1_764_000_000_000_000_000;
const us = 1_764_000_000_000_000;
const good = Date.UTC(2026, 2, 5);
const runs = [
  run('ns', { startedAt: ns, endedAt: good, native: { startTime: ns } }),
  run('us', { startedAt: us }),
  run('before', { startedAt: good, endedAt: -1e15 }),
  run('good', { startedAt: good - 1, endedAt: good }),
];

async function asked(document: string) {
  const gateway = await memoryGateway({ lab: { runs, capabilities: everything } });
  const answer = await gateway.execute(document);
  await gateway.close();
  return answer;
}

const coded = (message: RegExp) => ({
  message: expect.stringMatching(message),
  extensions: { code: 'PROTOCOL', source: 'lab' },
});

test('of runs: null at its place, and everything else stands', async () => {
  const { data, errors } = await asked('{ runs { nodes { nativeId startedAt endedAt durationMs } } }');
  expect(data).toEqual({
    runs: {
      nodes: [
        { nativeId: 'ns', startedAt: null, endedAt: '2026-03-05T00:00:00.000Z', durationMs: null },
        { nativeId: 'us', startedAt: null, endedAt: null, durationMs: null },
        { nativeId: 'before', startedAt: '2026-03-05T00:00:00.000Z', endedAt: null, durationMs: null },
        {
          nativeId: 'good',
          startedAt: '2026-03-04T23:59:59.999Z',
          endedAt: '2026-03-05T00:00:00.000Z',
          durationMs: 1,
        },
      ],
    },
  });
  const places = errors?.map(({ path }) => path?.slice(2).join(' '));
  expect(places?.sort()).toEqual(['0 durationMs', '0 startedAt', '1 startedAt', '2 durationMs', '2 endedAt']);
  expect(errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining(coded(/^lab: The startedAt of run ns .*1764000000000000000 /)),
      expect.objectContaining(coded(/^lab: The startedAt of run us .*1764000000000000 /)),
      expect.objectContaining(coded(/^lab: The endedAt of run before .*-1000000000000000 /)),
    ]),
  );
});

test('of a table: null in its column, an error a column, and the other columns stand', async () => {
  const { data, errors } = await asked(`{ runs { table(columns: [
    { value: { field: STARTED_AT } } { value: { field: ENDED_AT } } { value: { field: DURATION_MS } } { value: { field: ID } }
  ]) { columns { name type values } } } }`);
  expect(data).toMatchObject({
    runs: {
      table: {
        columns: [
          {
            name: 'startedAt',
            type: 'DATETIME',
            values: [null, null, '2026-03-05T00:00:00.000Z', '2026-03-04T23:59:59.999Z'],
          },
          {
            name: 'endedAt',
            type: 'DATETIME',
            values: ['2026-03-05T00:00:00.000Z', null, null, '2026-03-05T00:00:00.000Z'],
          },
          { name: 'durationMs', type: 'NUMBER', values: [null, null, null, 1] },
          { name: 'id', values: ['ns', 'us', 'before', 'good'] },
        ],
      },
    },
  });
  expect(errors).toHaveLength(3);
  expect(errors).toEqual(
    expect.arrayContaining([
      expect.objectContaining(coded(/^lab: The startedAt of run ns and of 1 more /)),
      expect.objectContaining(coded(/^lab: The endedAt of run before /)),
      expect.objectContaining(coded(/^lab: The durationMs of run ns and of 1 more /)),
    ]),
  );
});

test('they count as the numbers that they are in sorts and filters, and pages go on behind them', async () => {
  const gateway = await memoryGateway({
    lab: { runs, capabilities: everything },
    other: { runs, capabilities: everything },
  });
  const found: unknown[] = [];
  let after = '';
  for (let page = 0; page < 8; page += 1) {
    const { data } = await gateway.execute(
      `{ runs(first: 1 ${after}, filter: { startedAt: { gt: "2026-03-05T00:00:00Z" } }) { nodes { ref } pageInfo { endCursor } } }`,
    );
    const refs = listAt(data, 'runs', 'nodes').map((node) => at(node, 'ref'));
    found.push(...refs);
    after = `after: ${JSON.stringify(at(data, 'runs', 'pageInfo', 'endCursor'))}`;
    if (refs.length === 0) break;
  }
  await gateway.close();
  expect(found).toEqual(['lab/ns', 'other/ns', 'lab/us', 'other/us']);
});

test('what is no number is no time; JSON nested beyond reason is null with an error, in nodes and in tables', async () => {
  let deep: Value = [];
  for (let level = 0; level < 50_000; level += 1) deep = [deep];
  const odd = [
    run('a', { startedAt: Number.NaN, params: [param('p', 1)] }),
    run('b', { native: { deep }, params: [param('p', deep)] }),
    run('c', { native: { fine: true }, params: [param('p', [[1]])] }),
  ];
  const gateway = await memoryGateway({ lab: { runs: odd, capabilities: everything } });
  const { data, errors } = await gateway.execute(
    '{ runs { nodes { startedAt native param(key: "p") { value } } table(columns: [{ value: { param: "p" } }]) { columns { values } } } }',
  );
  await gateway.close();
  expect(data).toEqual({
    runs: {
      nodes: [
        { startedAt: null, native: null, param: { value: 1 } },
        { startedAt: null, native: null, param: { value: null } },
        { startedAt: null, native: { fine: true }, param: { value: [[1]] } },
      ],
      table: { columns: [{ values: [1, null, [[1]]] }] },
    },
  });
  const native = ['runs', 'nodes', 1, 'native'];
  const value = ['runs', 'nodes', 1, 'param', 'value'];
  expect(errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
    { path: native, extensions: { code: 'PROTOCOL', paths: [native, value] } },
    { path: undefined, extensions: { code: 'PROTOCOL', source: 'lab' } },
  ]);
});

test('a count that is no integer is null with an error, and the rest of the provenance stands', async () => {
  const nothing = { entryPoint: null, command: null, arguments: null, host: null, os: null, pythonVersion: '3.12' };
  const more = { git: null, packages: null, cuda: null, containerImage: null, datasets: [] };
  const provenance = { ...nothing, ...more, gpus: [{ name: 'A100', count: 1.5, memoryBytes: 2 ** 36 }] };
  const gateway = await memoryGateway({ lab: { runs: [run('a', { provenance })], capabilities: everything } });
  const { data, errors } = await gateway.execute(
    '{ runs { nodes { provenance { pythonVersion gpus { name count memoryBytes } } } } }',
  );
  await gateway.close();
  const gpus = [{ name: 'A100', count: null, memoryBytes: 2 ** 36 }];
  expect(data).toEqual({ runs: { nodes: [{ provenance: { pythonVersion: '3.12', gpus } }] } });
  expect(errors).toMatchObject([
    { path: ['runs', 'nodes', 0, 'provenance', 'gpus', 0, 'count'], extensions: { code: 'PROTOCOL' } },
  ]);
});
