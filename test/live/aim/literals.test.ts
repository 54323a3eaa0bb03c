import fc from 'fast-check';
import { toLiteral } from '../../../adapters/aim/to-literal.ts';
import { attacks } from '../../adapters/aim/attacks.ts';
import { pythonWith } from './repos.ts';

test('Python itself reads every literal as the text that it was made of', () => {
  const texts = [...attacks, ...fc.sample(fc.string({ unit: 'binary' }), { numRuns: 3000, seed: 5 })];
  const script = 'import ast, json, sys\nprint(json.dumps([ast.literal_eval(line.strip()) for line in sys.stdin]))';
  const read: unknown = JSON.parse(pythonWith(['-c', script], texts.map((text) => `${toLiteral(text)}\n`).join('')));
  expect(read).toEqual(texts);
});
