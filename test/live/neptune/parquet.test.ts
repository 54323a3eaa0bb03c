import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { isRungraphError } from '../../../src/contract/error.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { openArchive } from '../../adapters/neptune/open-archive.ts';
import { sourceIn } from '../../support/assemble.ts';
import { callContext } from '../../support/call-context.ts';
import { environment } from '../support/server.ts';

// Files that the real pyarrow wrote, in the version that the exporter locks: what we read of them is what pyarrow and
// DuckDB read of them, value by value.

const script = fileURLToPath(new URL('parquet.py', import.meta.url));
const python = (...args: readonly string[]): string =>
  execFileSync(join(environment('neptune'), 'bin', 'python'), [script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });

const num = z.union([z.number(), z.bigint()]);
const told = z.object({
  agree: z.boolean(),
  rows: z.number(),
  scalars: z.array(
    z.object({
      run_id: z.string(),
      attribute_path: z.string(),
      attribute_type: z.string(),
      int_value: num.nullable(),
      float_value: z.number().nullable(),
      string_value: z.string().nullable(),
      bool_value: z.boolean().nullable(),
      datetime_value: z.number().nullable(),
      string_set_value: z.array(z.string()).nullable(),
      file_value: z.object({ path: z.string().nullable() }).nullable(),
    }),
  ),
  series: z.array(
    z.object({
      run: z.string(),
      path: z.string(),
      steps: z.array(num),
      timestamps: z.array(z.number()),
      values: z.array(z.number().nullable()),
    }),
  ),
});

// JSON has no infinities: bare tokens come through zod.
const anyNumber = z.custom<number>((value) => typeof value === 'number');
const spelled = told.extend({
  scalars: z.array(told.shape.scalars.element.extend({ float_value: anyNumber.nullable() })),
  series: z.array(told.shape.series.element.extend({ values: z.array(anyNumber.nullable()) })),
});

let folder = '';
let expected: z.infer<typeof spelled>;
const source = async () => sourceIn(await openArchive({ path: folder }), 'archive');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rungraph-pyarrow-'));
  python('write', folder);
  expected = spelled.parse(parseJson(python('read', folder)));
});

afterAll(() => rmSync(folder, { recursive: true }));

const nativeId = (run: string): string => `acme/pyarrow/${run}`;

test('pyarrow and DuckDB agree on what is in the files', () => {
  expect(expected.agree).toBe(true);
  expect(expected.rows).toBeGreaterThan(300_000);
});

test('every param has the value that they read', async () => {
  const ids = [...new Set(expected.scalars.map(({ run_id: run }) => run))];
  const context = callContext();
  const { adapter } = await source();
  await adapter.probe(context);
  const runs = await adapter.getRuns(context, ids.map(nativeId));
  let compared = 0;
  for (const [index, run] of runs.entries()) {
    if (run === null || isRungraphError(run) || isRungraphError(run.params))
      throw new Error(`no run ${ids[index] ?? ''}`);
    const own = expected.scalars.filter(
      ({ run_id: id, attribute_path: path }) => id === ids[index] && path.startsWith('cfg/'),
    );
    const values = own.flatMap(({ attribute_path: key, ...row }) => {
      const set = row.string_set_value === null ? null : [...row.string_set_value].sort();
      const time = row.datetime_value === null ? null : new Date(row.datetime_value).toISOString();
      const value = row.int_value ?? row.float_value ?? row.string_value ?? row.bool_value ?? time ?? set;
      return value === null ? [] : [[key, value] as const];
    });
    expect(run.params.map(({ key, value }) => [key, value])).toEqual(values);
    compared += values.length;
  }
  expect(compared).toBe(36);
});

test('every point of every series has the step, time and value that they read', async () => {
  const context = callContext();
  const { adapter } = await source();
  await adapter.probe(context);
  const whole = { projectId: 'acme/pyarrow', context: null, from: null, to: null, maxPoints: null };
  const requests = expected.series.map(({ run, path }) => ({ ...whole, runId: nativeId(run), metric: path }));
  const answers = await adapter.getSeries(context, requests);
  for (const [index, one] of expected.series.entries()) {
    const answer = answers[index];
    if (answer === undefined || isRungraphError(answer)) throw new Error(`no series ${one.path}`);
    const order = one.steps
      .map((_step, at) => at)
      .sort((a, b) => compare(one.steps, a, b) || compare(one.timestamps, a, b) || a - b);
    expect(Array.from(answer.steps, Number)).toEqual(order.map((at) => stepOf(one.steps[at] ?? 0)));
    expect([...answer.timestamps]).toEqual(order.map((at) => one.timestamps[at]));
    expect([...answer.values]).toEqual(order.map((at) => one.values[at] ?? Number.NaN));
  }
});

function compare(column: readonly (number | bigint)[], a: number, b: number): number {
  const [left, right] = [column[a] ?? 0, column[b] ?? 0];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The double nearest to so many millionths, by its decimal text. */
function stepOf(micro: number | bigint): number {
  const text = String(micro).replace('-', '').padStart(7, '0');
  return Number(`${micro < 0 ? '-' : ''}${text.slice(0, -6)}.${text.slice(-6)}`);
}
