import fc from 'fast-check';
import { parseJson } from '../../src/kit/parse-json.ts';

test('bare NaN and the infinities are numbers', () => {
  expect(parseJson('{"a":NaN,"b":[-Infinity, Infinity]}')).toEqual({ a: Number.NaN, b: [-Infinity, Infinity] });
});

test('the same words inside text stay text', () => {
  expect(parseJson('{"NaN":"NaN","a":"x NaN, Infinity","b":"\\"NaN\\"","c":NaN}')).toEqual({
    NaN: 'NaN',
    a: 'x NaN, Infinity',
    b: '"NaN"',
    c: Number.NaN,
  });
});

test('integers beyond 2^53 keep their digits, those within are plain numbers', () => {
  expect(parseJson('[9007199254740993,-4611686018427387904,9007199254740991,1234567890123456]')).toEqual([
    9007199254740993n,
    -4611686018427387904n,
    9007199254740991,
    1234567890123456,
  ]);
});

test('long fractions and exponents are doubles', () => {
  expect(parseJson('[0.12345678901234567890,12345678901234567890.5,12345678901234567e3]')).toEqual([
    0.12345678901234568, 12345678901234567000, 12345678901234567000,
  ]);
});

test('digits inside text stay text', () => {
  expect(parseJson('{"id":"12345678901234567890","a":12345678901234567890}')).toEqual({
    id: '12345678901234567890',
    a: 12345678901234567890n,
  });
});

test('long integers keep their digits wherever they stand, and whatever digits stand before them', () => {
  const digits = fc.integer({ min: 17, max: 40 }).map((length) => '7'.repeat(length));
  const before = fc.array(fc.oneof(fc.constant('a'), fc.constant('1'), fc.constant('12345')), { maxLength: 40 });
  fc.assert(
    fc.property(before, digits, fc.boolean(), (parts, long, negative) => {
      const text = `["${parts.join('')}",${negative ? '-' : ''}${long},"x"]`;
      expect(parseJson(text)).toEqual([parts.join(''), negative ? -BigInt(long) : BigInt(long), 'x']);
    }),
  );
});

test('what is not JSON is refused', () => {
  for (const text of ['', '{', 'NaNs', '[1,]', '{"a":Nan}', 'undefined', '"\\u12"']) {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  }
});

test('ordinary JSON is what JSON.parse makes of it, even where NaN stands beside it', () => {
  const rounded = (value: unknown): unknown => {
    return JSON.parse(JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? Number(item) : item)));
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(rounded(parseJson(text))).toEqual(JSON.parse(text));
      expect(rounded(parseJson(`[NaN,${text}]`))).toEqual([null, JSON.parse(text)]);
    }),
  );
});
