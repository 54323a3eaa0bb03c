import fc from 'fast-check';
import { directionOf, directionOfName } from '../../../src/core/keys/directions.ts';
import { fitsGlob } from '../../../src/core/keys/glob.ts';

test.each([
  ['val_acc', 'MAXIMIZE'],
  ['val/loss', 'MINIMIZE'],
  ['eval.top-5 accuracy', 'MAXIMIZE'],
  ['mAP', 'MAXIMIZE'],
  ['R2', 'MAXIMIZE'],
  ['loss_score', 'MAXIMIZE'],
  ['score_loss', 'MINIMIZE'],
  ['f1@0.5', 'MAXIMIZE'],
  ['lossless', null],
  ['accuracy2', null],
  ['lr', null],
  ['', null],
])('the name of %s says %s', (key, expected) => {
  expect(directionOfName(key)).toBe(expected);
});

test('as asked, else as configured, else by name, else none', () => {
  const configured = { '*acc*': 'MINIMIZE', val_acc: 'MAXIMIZE', '*': 'MINIMIZE' } as const;
  expect(directionOf('val_acc', 'MINIMIZE', configured)).toEqual({ direction: 'MINIMIZE', from: 'ASKED' });
  expect(directionOf('val_acc', null, configured)).toEqual({ direction: 'MAXIMIZE', from: 'CONFIG' });
  expect(directionOf('train_acc', null, configured)).toEqual({ direction: 'MINIMIZE', from: 'CONFIG' });
  expect(directionOf('val_acc', null, {})).toEqual({ direction: 'MAXIMIZE', from: 'NAME' });
  expect(directionOf('lr', null, {})).toBeNull();
  expect(directionOf('constructor', null, {})).toBeNull();
});

test.each([
  ['*loss*', 'val/loss', true],
  ['*loss*', 'loss', true],
  ['loss*', 'val/loss', false],
  ['a*b*c', 'axxbyyc', true],
  ['a*b*c', 'axxbyy', false],
  ['', '', true],
  ['*', '', true],
  ['', 'a', false],
  ['a.c', 'abc', false],
  ['**', 'abc', true],
])('%s fits %s: %s', (pattern, text, fits) => {
  expect(fitsGlob(pattern, text)).toBe(fits);
});

test('patterns fit what the same pattern as an expression fits', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
  fc.assert(
    fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
      expect(fitsGlob(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
    }),
    { numRuns: 1000 },
  );
});

test('a pattern of many stars is answered at once', () => {
  expect(fitsGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
});
