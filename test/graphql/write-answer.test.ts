import fc from 'fast-check';
import { openAnswerWriter } from '../../src/graphql/write-answer.ts';

const long = 1_000_000;

test('a long answer reads as it would if it were written at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 9 })), async (data) => {
      const writer = openAnswerWriter();
      writer.note(data, long);
      const answer = { errors: undefined, data };
      expect(await writer.write(answer)).toBe(`${JSON.stringify(answer)}\n`);
    }),
  );
});

test('columns are written in stretches, their gaps too', async () => {
  const writer = openAnswerWriter();
  const y = Array.from({ length: 12_345 }, (_value, at) => (at % 7 === 0 ? undefined : at / 3));
  const data = { curves: { curves: [{ y, key: 'loss' }, null, { y: [], key: '"' }] } };
  writer.note(data, long);
  expect(await writer.write({ data })).toBe(`${JSON.stringify({ data })}\n`);
});

test('others have the event loop meanwhile', async () => {
  const writer = openAnswerWriter();
  const column = Float64Array.from({ length: 1000 }, (_value, at) => Math.sin(at));
  const data = { curves: Array.from({ length: 1000 }, () => ({ y: Array.from(column) })) };
  let turns = 0;
  const others = (): void => {
    turns += 1;
    if (turns < 1000) setImmediate(others);
  };
  setImmediate(others);
  writer.note(data, long);
  await writer.write({ data });
  expect(turns).toBeGreaterThan(1);
});

test('a short answer is written at once', () => {
  expect(openAnswerWriter().write({ data: { a: 1 } })).toBe('{"data":{"a":1}}\n');
});
