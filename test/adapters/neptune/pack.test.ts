import fc from 'fast-check';
import { pack } from '../../../adapters/neptune/archive/index/pack.ts';
import { problemCodes, type PartIndex } from '../../../adapters/neptune/archive/index/part-index.ts';
import { unpack } from '../../../adapters/neptune/archive/index/unpack.ts';
import { fileTypes, seriesTypes } from '../../../adapters/neptune/archive/parts/schema.ts';

// The index of an archive as bytes: whatever was learnt of its files comes back as it was.

const number = fc.double();
const step = fc.oneof(fc.integer(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }));
const point = fc.tuple(step, number, number);
const param = fc.oneof(
  fc.tuple(fc.string(), fc.constant('int' as const), step),
  fc.tuple(fc.string(), fc.constantFrom('float' as const, 'datetime' as const), number),
  fc.tuple(fc.string(), fc.constant('string' as const), fc.string({ unit: 'grapheme' })),
  fc.tuple(fc.string(), fc.constant('bool' as const), fc.boolean()),
  fc.tuple(fc.string(), fc.constant('string_set' as const), fc.array(fc.string())),
);
const extreme = fc.option(fc.double({ noNaN: true }));

const partIndex: fc.Arbitrary<PartIndex> = fc.string().chain((file) => {
  const series = fc.record({
    path: fc.string(),
    type: fc.constantFrom(...seriesTypes),
    count: fc.nat(),
    first: point,
    last: point,
    min: extreme,
    max: extreme,
    from: number,
    to: number,
    repeats: fc.nat(),
    places: fc.array(fc.nat()).map((groups) => [{ file, groups }]),
  });
  const entry = fc.record({
    project: fc.string(),
    run: fc.string(),
    rows: fc.nat(),
    phantoms: fc.nat(),
    system: fc.array(param),
    params: fc.array(param),
    largeIntegers: fc.array(fc.string()),
    blanks: fc.array(fc.string()),
    series: fc.array(series),
    files: fc.array(fc.tuple(fc.string(), fc.constantFrom(...fileTypes), fc.string(), fc.option(step))),
  });
  return fc.record({
    file: fc.constant(file),
    stamp: fc.string(),
    problems: fc.array(fc.record({ code: fc.constantFrom(...problemCodes), message: fc.string() })),
    runs: fc.array(entry.map((run) => ({ ...run, seriesCount: run.series.length }))),
  });
});

/** Getters are looked at. */
function plain(parts: readonly PartIndex[]): unknown {
  return parts.map((part) => ({ ...part, runs: part.runs.map((run) => ({ ...run })) }));
}

test('what is packed comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(partIndex, { maxLength: 4 }), (parts) => {
      const read = unpack(pack(parts), (text) => text);
      expect(plain(read)).toEqual(plain(parts));
      // Looked at in any order, and twice.
      expect(plain([...read].reverse())).toEqual(plain([...parts].reverse()));
    }),
  );
});
