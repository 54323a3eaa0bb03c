import type { Series } from '../../src/contract/series.ts';
import { everything } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { metric, run } from '../support/runs.ts';

// Series as base64 of doubles: the same points as the lists, without a number written as text.

const query = `{ run(id: "s/r") { metric(key: "loss") { series {
  steps values timestamps epochs packed { steps values timestamps epochs }
} } } }`;

async function ask(points: Omit<Series, 'totalPoints' | 'complete'>) {
  const series: Series = { ...points, totalPoints: points.values.length, complete: true };
  const runs = [run('r', { metrics: [metric('loss', 1)] })];
  const gateway = await memoryGateway({ s: { runs, capabilities: everything, series: () => series } });
  const { data, errors } = await gateway.execute(query);
  await gateway.close();
  const { packed, ...lists } = (data as { run: { metric: { series: Lists & { packed: Packed } } } }).run.metric.series;
  return { packed, lists, errors };
}

type Lists = Readonly<Record<'steps' | 'values' | 'timestamps' | 'epochs', readonly unknown[] | null>>;
type Packed = Readonly<Record<keyof Lists, string | null>>;

/** As the description of the scalar says: 8 bytes each, the least significant first. */
function unpack(text: string | null): readonly number[] {
  const bytes = Buffer.from(text ?? '', 'base64');
  return Array.from({ length: bytes.length / 8 }, (_double, at) => bytes.readDoubleLE(at * 8));
}

test('packed columns are the doubles of the lists, NaN, infinities and the sign of zero included', async () => {
  const values = Float64Array.of(0.1, Number.NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE);
  const steps = Float64Array.of(-1, 0, 1, 2, 3, 4, 2 ** 53);
  const timestamps = Float64Array.of(1, 2, Number.NaN, 4, 5, 6, 7);
  const { packed, lists, errors } = await ask({ steps, values, timestamps });
  expect(errors).toBeUndefined();
  expect(unpack(packed.values)).toEqual([...values]);
  expect(lists.values).toEqual([0.1, 'NaN', 'Infinity', '-Infinity', -0, 5e-324, Number.MAX_VALUE]);
  expect(unpack(packed.steps)).toEqual([...steps]);
  expect(unpack(packed.timestamps)).toEqual([...timestamps]);
  expect(lists.timestamps).toEqual([1, 2, null, 4, 5, 6, 7]);
  expect(packed.epochs).toBeNull();
});

test('a part of a longer array is packed as that part', async () => {
  const whole = Float64Array.of(1, 2, 3, 4, 5);
  const part = whole.subarray(1, 3);
  const { packed } = await ask({ steps: part, values: part, timestamps: part, epochs: part });
  expect(unpack(packed.values)).toEqual([2, 3]);
  expect(unpack(packed.epochs)).toEqual([2, 3]);
});

test('an empty series is empty text', async () => {
  const none = new Float64Array();
  expect((await ask({ steps: none, values: none, timestamps: none })).packed).toMatchObject({ steps: '', values: '' });
});

test('a step that no double is equal to is an error beside the values, and its list has it', async () => {
  const two = Float64Array.of(1, 2);
  const steps = [1, 9_007_199_254_740_993n];
  const { packed, lists, errors } = await ask({ steps, values: two, timestamps: two });
  expect(packed.steps).toBeNull();
  expect(errors).toMatchObject([
    { path: ['run', 'metric', 'series', 'packed', 'steps'], extensions: { code: 'UNSUPPORTED' } },
  ]);
  expect(lists.steps).toEqual([1, '9007199254740993']);
  expect(unpack(packed.values)).toEqual([1, 2]);
});

test('integers beyond 2^53 that are doubles are packed', async () => {
  const one = Float64Array.of(1);
  const { packed, errors } = await ask({ steps: [2n ** 60n], values: one, timestamps: one });
  expect(errors).toBeUndefined();
  expect(unpack(packed.steps)).toEqual([2 ** 60]);
});
