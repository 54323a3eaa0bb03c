import { pythonFloat } from '../../../adapters/mlflow/emulator/python-text.ts';
import { writeJson } from '../../../adapters/mlflow/emulator/wire/write-json.ts';

// How Python 3.11 spells what the emulator sends: repr() and json.dumps, copied from its prompt.

test.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [-2.5, '-2.5'],
  [0.1 + 0.2, '0.30000000000000004'],
  [0.0001, '0.0001'],
  [0.000_099_99, '9.999e-05'],
  [1e-7, '1e-07'],
  [1e15, '1000000000000000.0'],
  [9_999_999_999_999_998, '9999999999999998.0'],
  [1e16, '1e+16'],
  [1.234e20, '1.234e+20'],
  [2 ** 53, '9007199254740992.0'],
  [5e-324, '5e-324'],
  [Number.MAX_VALUE, '1.7976931348623157e+308'],
  [Number.NaN, 'nan'],
  [-Infinity, '-inf'],
])('%p is %s', (value, text) => {
  expect(pythonFloat(value)).toBe(text);
});

const value = {
  text: 'a"b\\c\n\u007fé😀',
  none: null,
  left: undefined,
  list: [1, 2n, Number.NaN, true],
  empty: [],
  bare: {},
};

test.each([
  [
    'tight',
    String.raw`{"text":"a\"b\\c\n\u007f\u00e9\ud83d\ude00","none":null,"list":[1.0,2,NaN,true],"empty":[],"bare":{}}`,
  ],
  [
    'spaced',
    String.raw`{"text": "a\"b\\c\n\u007f\u00e9\ud83d\ude00", "none": null, "list": [1.0, 2, NaN, true], "empty": [], "bare": {}}`,
  ],
] as const)('JSON in the %s layout', (layout, text) => {
  expect(writeJson(value, layout)).toBe(text);
});

test('JSON in lines, as protobuf writes it', () => {
  expect(writeJson({ runs: [{ key: 'a', value: 0.5 }], next: 'x' }, 'pretty')).toBe(
    '{\n  "runs": [\n    {\n      "key": "a",\n      "value": 0.5\n    }\n  ],\n  "next": "x"\n}',
  );
});
