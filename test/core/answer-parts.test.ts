import { openAnswerParts } from '../../src/core/cache/answers/answer-parts.ts';

// A whole answer is kept for as long as all of it says the same.

test('an answer that speaks of the present is kept no longer than that lasts', () => {
  const parts = openAnswerParts();
  parts.note({ key: 'runs', outcome: 'HIT', freshUntil: 90_000 });
  parts.until(60_000);
  parts.note({ key: 'more', outcome: 'HIT', freshUntil: 120_000 });
  expect(parts.summary()).toEqual({ keys: ['runs', 'more'], freshUntil: 60_000 });
});
