import { parseNql } from '../../../adapters/neptune/emulator/parse-nql.ts';
import { toNativeFilter } from '../../../adapters/neptune/to-native-filter.ts';
import { clause, metricField } from '../../support/questions.ts';

// Numbers as the vendor's clients write them, which is all that is known of the language's numbers.

test.each([
  [3, '3.0'],
  [-0.25, '-0.25'],
  [2 ** 60, '1152921504606847000.0'],
  [1e21, '1e+21'],
  [-1.5e300, '-1.5e+300'],
  [1e-7, '1e-07'],
  [5e-324, '5e-324'],
])('%p is written %s', (number, text) => {
  expect(toNativeFilter(clause(metricField('m'), 'gt', number))).toBe(`last(\`m\`:floatSeries) > ${text}`);
  expect(parseNql(`\`m\`:float > ${text}`)).toMatchObject({ clause: { value: text } });
});

test.each(['1e300', '1e-7', '.5', '5.', '+1', '0x5', 'Infinity', 'nan'])('the emulator refuses %s', (text) => {
  expect(() => parseNql(`\`m\`:float > ${text}`)).toThrow(`"${text}" is no number`);
});
