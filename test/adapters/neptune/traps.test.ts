import { at, listAt } from '../../support/json-at.ts';
import { created, diagnosticsOf, header, openSandbox, point, row, text, time, type Sandbox } from './rows.ts';

// The traps of an export that concern values, one test each, by the names that they are known under.

let box: Sandbox;
beforeEach(async () => {
  box = await openSandbox();
});
afterEach(() => box.close());

const everything = `{ runs(first: 100, archived: INCLUDE) { nodes {
  nativeId params { key value type } metrics { key last min max count series { steps values timestamps } } native
} } }`;

async function runs(settings = {}): Promise<readonly unknown[]> {
  return listAt(await box.ask(everything, settings), 'runs', 'nodes');
}

async function codes(settings = {}): Promise<readonly unknown[]> {
  return listAt(await box.ask(diagnosticsOf, settings), 'source', 'diagnostics').map((one) => at(one, 'code'));
}

async function diagnostic(code: string, settings = {}): Promise<unknown> {
  const all = listAt(await box.ask(diagnosticsOf, settings), 'source', 'diagnostics');
  return all.find((one) => at(one, 'code') === code);
}

test('phantom rows are dropped, and counted', async () => {
  await box.write('p/a_part_0.parquet', [
    ...header('a', '3.x'),
    row('a', 'cfg/other', 'string'),
    row('a', 'cfg/number', 'float'),
    row('a', 'ckpt', 'file'),
    text('a', 'cfg/own', 'x'),
  ]);
  const [run] = await runs();
  expect(at(run, 'params')).toEqual([{ key: 'cfg/own', value: 'x', type: 'STRING' }]);
  expect(at(run, 'native', 'export', 'phantomRows')).toBe(3);
});

test('NaN points that became null are NaN again, infinities and -0 stay', async () => {
  const values = [1, null, Infinity, -Infinity, -0, 5e-324];
  const points = values.map((value, index) => point('a', 'loss', index * 1_000_000, value));
  await box.write('p/a_part_0.parquet', header('a', '3.x'), points);
  const [run] = await runs();
  expect(at(run, 'metrics', 0, 'series', 'values')).toEqual([1, 'NaN', 'Infinity', '-Infinity', -0, 5e-324]);
  expect(at(run, 'metrics', 0)).toMatchObject({ last: 5e-324, min: '-Infinity', max: 'Infinity', count: 6 });
});

test('a float without a value is a phantom in 3.x, and NaN in 2.x, where it is told', async () => {
  await box.write('p/a_part_0.parquet', [...header('a', '3.x'), row('a', 'cfg/lr', 'float')]);
  await box.write('p/b_part_0.parquet', [...header('b', '2.x'), row('b', 'cfg/lr', 'float')]);
  const [a, b] = await runs();
  expect([at(a, 'nativeId'), at(a, 'params')]).toEqual(['acme/traps/a', []]);
  expect(at(b, 'params')).toEqual([{ key: 'cfg/lr', value: 'NaN', type: 'NUMBER' }]);
  expect(await diagnostic('FLOATS_WITHOUT_VALUE')).toMatchObject({
    severity: 'INFO',
    message: expect.stringContaining('acme/traps/b'),
  });
});

test('integers beyond 2^53 of 3.x may be rounded, and are told', async () => {
  const large = { int_value: 2n ** 60n };
  await box.write('p/a_part_0.parquet', [
    ...header('a', '3.x'),
    row('a', 'cfg/seed', 'int', large),
    row('a', 'n', 'int', { int_value: 7n }),
  ]);
  const [run] = await runs();
  expect(at(run, 'params')).toMatchObject([
    { key: 'cfg/seed', value: '1152921504606846976' },
    { key: 'n', value: 7 },
  ]);
  expect(at(run, 'native', 'export', 'defects')).toEqual([
    { code: 'INTEGERS_ROUNDED', message: 'beyond 2^53: cfg/seed' },
  ]);
  expect(await diagnostic('INTEGERS_ROUNDED')).toMatchObject({ severity: 'WARNING' });
});

test('the same path with two types: what holds a value counts', async () => {
  await box.write('p/a_part_0.parquet', [
    ...header('a', '3.x'),
    row('a', 'cfg/x', 'int'),
    text('a', 'cfg/x', 'eight'),
    point('a', 'cfg/x', 0, 3),
  ]);
  const [run] = await runs();
  expect(at(run, 'params')).toEqual([{ key: 'cfg/x', value: 'eight', type: 'STRING' }]);
  expect(at(run, 'metrics')).toMatchObject([{ key: 'cfg/x', last: 3 }]);
});

test('steps are decimals of six places, exact up to the largest', async () => {
  const micros = [-1_500_000n, 1n, 500_000n, 9_007_199_254_740_993n, 999_999_999_999_999_999n];
  await box.write('p/a_part_0.parquet', [
    ...header('a', '2.x'),
    ...micros.map((micro, index) => point('a', 'loss', micro, index)),
  ]);
  const [run] = await runs();
  expect(at(run, 'metrics', 0, 'series', 'steps')).toEqual([-1.5, 0.000001, 0.5, 9007199254.740993, 1e12]);
});

test('points whose steps became one step are kept, in the order of time and of the file', async () => {
  const points = [
    point('a', 'loss', 0, 1, created + 5),
    point('a', 'loss', 0, 2, created),
    point('a', 'loss', 0, 3, created + 5),
  ];
  await box.write('p/a_part_0.parquet', header('a', '2.x'), points);
  const [run] = await runs();
  expect(at(run, 'metrics', 0)).toMatchObject({ last: 3, count: 3, series: { values: [2, 1, 3] } });
  expect(await codes()).toContain('STEPS_REPEATED');
});

describe('series of 2.x in the local time of the machine that exported', () => {
  const minute = 60_000;
  const hour = 60 * minute;

  /** A run of an hour, exported where clocks are that much ahead of UTC. */
  async function write(line: '2.x' | '3.x', aheadMs: number): Promise<void> {
    const at = [created + 20_000, created + 59 * minute].map((utc) => utc + aheadMs);
    await box.write(
      'p/a_part_0.parquet',
      header('a', line, [time('a', 'sys/ping_time', created + hour)]),
      at.map((wall, index) => point('a', 'loss', index * 1_000_000, index, wall)),
    );
  }

  const timestamps = async (settings = {}): Promise<unknown> =>
    at(await runs(settings), 0, 'metrics', 0, 'series', 'timestamps');

  test.each([
    [-5 * hour, '5:00 h behind', 'America/New_York'],
    [5.5 * hour, '5:30 h ahead of', 'Asia/Kolkata'],
    [-5 * hour, '5:00 h behind', '-05:00'],
  ])('shifted by %d ms: told, and mended only when asked', async (shift, words, timeZone) => {
    await write('2.x', shift);
    expect(await timestamps()).toEqual([created + 20_000 + shift, created + 59 * minute + shift]);
    expect(await diagnostic('TIMES_SHIFTED')).toMatchObject({
      severity: 'WARNING',
      message: expect.stringContaining(words),
    });
    expect(await timestamps({ timeZone })).toEqual([created + 20_000, created + 59 * minute]);
    expect(await codes({ timeZone })).not.toContain('TIMES_SHIFTED');
  });

  test('what fits is not told, and 3.x is never moved', async () => {
    await write('2.x', 0);
    expect(await codes()).not.toContain('TIMES_SHIFTED');
    await write('3.x', -5 * hour);
    expect(await codes()).not.toContain('TIMES_SHIFTED');
    expect(await timestamps({ timeZone: 'America/New_York' })).toEqual([
      created + 20_000 - 5 * hour,
      created + 59 * minute - 5 * hour,
    ]);
  });
});

test('rows come in no order: attributes alternate, and parts come out of turn', async () => {
  const metric = (path: string, from: number) =>
    [2, 0, 1].map((step) => point('a', path, (from + step) * 1_000_000, from + step));
  await box.write('p/a_part_10.parquet', metric('acc', 30));
  await box.write('p/a_part_2.parquet', metric('acc', 20));
  await box.write(
    'p/a_part_0.parquet',
    header('a', '3.x'),
    metric('loss', 0).flatMap((one, index) => [one, metric('acc', 10)[index] ?? one]),
  );
  const [run] = await runs();
  expect(at(run, 'metrics')).toMatchObject([
    { key: 'loss', series: { values: [0, 1, 2] } },
    { key: 'acc', last: 32, count: 9, series: { values: [10, 11, 12, 20, 21, 22, 30, 31, 32] } },
  ]);
});
