import fc from 'fast-check';
import { openRows } from '../../../adapters/wandb/history/rows-builder.ts';

// Rows come from files in any order, from a live tail and from pages that may repeat them.

const row = fc.record({
  _step: fc.oneof(fc.nat(12), fc.constantFrom(2n ** 60n, 2n ** 60n + 1n)),
  _timestamp: fc.option(fc.nat(9), { nil: null }),
  loss: fc.constantFrom(null, 1, -0.5, Number.NaN, 'NaN', 'text', true),
  acc: fc.option(fc.nat(9), { nil: null }),
});

test('rows in any order and repeated are one a step, in order, each value the last that was there', () => {
  fc.assert(
    fc.property(
      fc.array(row),
      fc.boolean(),
      fc.array(fc.nat(12), { maxLength: 3 }),
      fc.boolean(),
      (rows, sorts, cuts, typed) => {
        const given = sorts ? rows.toSorted((a, b) => (a._step < b._step ? -1 : 1)) : rows;
        const builder = openRows(['loss', 'acc']);
        // Some files first, one after the other, then a tail.
        const ends = cuts.toSorted((a, b) => a - b);
        ends.forEach((end, file) => builder.addColumns(columnsOf(given.slice(ends[file - 1] ?? 0, end), typed)));
        given.slice(ends.at(-1) ?? 0).forEach((one) => builder.addRow(one));
        for (const metric of ['loss', 'acc'] as const) {
          const steps = [...new Set(given.map(({ _step }) => _step))].sort((a, b) => (a < b ? -1 : 1));
          const expected = steps.flatMap((step) => {
            const own = given.filter(({ _step }) => _step === step);
            const last = (key: '_timestamp' | typeof metric) =>
              own.map((one) => one[key]).findLast((one) => one !== null);
            const value = last(metric) === 'NaN' ? Number.NaN : last(metric);
            const time = last('_timestamp');
            return typeof value === 'number'
              ? [[step, value, typeof time === 'number' ? time * 1000 : Number.NaN]]
              : [];
          });
          const points = builder.points(metric);
          const found = Array.from(points.steps, (step, at) => [step, points.values[at], points.timestamps[at]]);
          expect(found).toEqual(expected);
        }
      },
    ),
  );
});

/** Rows as a file has them; `typed` as it is read where no cell is missing. */
function columnsOf(rows: readonly Readonly<Record<string, unknown>>[], typed: boolean) {
  const names = ['_step', '_timestamp', 'loss', 'acc'];
  const cells = (name: string): ArrayLike<unknown> => {
    const plain = rows.map((one) => one[name]);
    if (!typed) return plain;
    if (name === '_step')
      return BigInt64Array.from(plain, (step) => BigInt(Number(step) === step ? step : String(step)));
    return plain.every((one) => typeof one === 'number') ? Float64Array.from(plain) : plain;
  };
  return { rows: rows.length, values: new Map(names.map((name) => [name, cells(name)])) };
}
