import type { Gateway } from '../../src/graphql/gateway.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, param, run, tag } from '../support/runs.ts';

// Runs are chosen by one line of text.

const day = 86_400_000;
let open: CachedGateway;
let gateway: Gateway;

beforeEach(async () => {
  const now = Date.now();
  const runs = [
    run('good', {
      startedAt: now - day,
      metrics: [metric('val_acc', 0.95)],
      params: [param('lr', 0.001, '0.001'), param('batch size', 32)],
      parentId: 'old',
    }),
    run('bad', { startedAt: now - 2 * day, metrics: [metric('val_acc', 0.5)], params: [param('lr', 0.1, '0.1')] }),
    run('old', { startedAt: now - 30 * day, tags: [tag('stage', 'prod')], params: [param('lr', 0.1)] }),
  ];
  open = await cachedGateway({ s: { runs, capabilities: everything }, t: { runs: [], capabilities: everything } });
  gateway = open.gateway;
});

afterEach(async () => {
  await gateway.close();
  await open.cache.close();
});

async function found(where: string, rest = '', field = 'runs'): Promise<readonly unknown[]> {
  const document = `query ($where: String) { ${field}(where: $where${rest}) { nodes { nativeId } } }`;
  const { data, errors } = await gateway.execute(document, { where });
  expect(errors).toBeUndefined();
  return listAt(data, field, 'nodes').map((node) => at(node, 'nativeId'));
}

test.each([
  ['', ['good', 'bad', 'old']],
  ['metrics.val_acc > 0.9 and params.lr <= 1e-3', ['good']],
  ["tags.stage = 'prod' or params.`batch size` = 32", ['good', 'old']],
  ["startedAt > ago('7d')", ['good', 'bad']],
  ["id = 'bad'", ['bad']],
  ["source = 't'", []],
  ["parent = 's/old'", ['good']],
  ['parent is missing', ['bad', 'old']],
  ['id in ()', []],
])('%s', async (where, expected) => {
  expect(await found(where)).toEqual(expected);
});

test('beside a filter, both must hold', async () => {
  expect(await found("startedAt > ago('7d')", ', filter: { param: { key: "lr", eq: 0.1 } }')).toEqual(['bad']);
});

test('the runs of a project, and the plan of a question', async () => {
  const { data, errors } = await gateway.execute(
    `{ project(id: "s/p") { runs(where: "id = 'old'") { nodes { ref } } }
       explainRuns(where: "params.lr = 0.1", sources: ["s"]) { residual } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    project: { runs: { nodes: [{ ref: 's/old' }] } },
    explainRuns: [{ residual: ['param.lr eq 0.1'] }],
  });
});

test('an error says where, and what would have been understood', async () => {
  const { errors } = await gateway.execute('{ runs(where: "params.lr <\\n  and x") { totalCount } }');
  expect(at(errors, 0, 'extensions')).toEqual({ code: 'INVALID_QUERY', position: { line: 2, column: 3, length: 3 } });
  expect(at(errors, 0, 'message')).toContain('line 2, column 3');
});

test.each([
  ['1 MB', `name = '${'a'.repeat(1_000_000)}'`],
  ['10,000 brackets', '('.repeat(10_000)],
  ['an unknown field', 'nane = 1'],
  ['an aggregate of a param', 'max(params.lr) > 1'],
])('%s is refused', async (_what, where) => {
  const { errors } = await gateway.execute('query ($where: String) { runs(where: $where) { totalCount } }', { where });
  expect(at(errors, 0, 'extensions', 'code')).toBe('INVALID_QUERY');
});

test('the present is the same on every page of a list', async () => {
  const document = `query ($after: String) { runs(where: "startedAt <= now()", first: 1, after: $after) {
    nodes { nativeId } pageInfo { endCursor } } }`;
  const first = await gateway.execute(document);
  open.clock.now += 3_600_000;
  const second = await gateway.execute(document, { after: at(first.data, 'runs', 'pageInfo', 'endCursor') });
  expect(second.errors).toBeUndefined();
  expect(at(second.data, 'runs', 'nodes', 0, 'nativeId')).toBe('bad');
});

test('within a minute the same words are the same question', async () => {
  open.clock.now = Math.floor(open.clock.now / 60_000) * 60_000;
  await found("startedAt > ago('7d')");
  open.calls.length = 0;
  open.clock.now += 3_000;
  await found("startedAt > ago('7d')");
  expect(open.calls).toEqual([]);
});

describe('parseWhere', () => {
  async function parse(where: string): Promise<unknown> {
    const { data, errors } = await gateway.execute(
      `query ($where: String!) { parseWhere(where: $where) {
        valid text filter error { message line column length } suggestions { insert label } } }`,
      { where },
    );
    expect(errors).toBeUndefined();
    return at(data, 'parseWhere');
  }

  test('a text, as it is printed and as a filter', async () => {
    expect(await parse("NOT (params.lr > 1) && name like 'a%'")).toMatchObject({ valid: false });
    expect(await parse("NOT (params.lr > 1) AND name like 'a%'")).toMatchObject({
      valid: true,
      text: "params.lr <= 1 and name startsWith 'a'",
      filter: { and: [{ param: { key: 'lr', lte: 1 } }, { name: { startsWith: 'a' } }] },
      error: null,
    });
    expect(open.calls).toEqual([]);
  });

  test('what is wrong, and where', async () => {
    const told = await parse('params.lr >< 1');
    expect(told).toMatchObject({ valid: false, text: null, filter: null, error: { line: 1, column: 11 } });
    expect(await parse('('.repeat(300))).toMatchObject({ valid: false, error: { line: 1 } });
    expect(await parse('x'.repeat(100_000))).toMatchObject({
      valid: false,
      error: { line: 1, column: 1 },
      suggestions: [],
    });
  });

  test('keys that were read are suggested, and no others', async () => {
    expect(at(await parse('params.'), 'suggestions')).toEqual([]);
    await gateway.execute('{ runs { nodes { params { key } } } }');
    open.calls.length = 0;
    expect(at(await parse('params.'), 'suggestions')).toEqual([
      { insert: '`batch size`', label: 'batch size' },
      { insert: 'lr', label: 'lr' },
    ]);
    expect(open.calls).toEqual([]);
  });
});
