import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import { openPoints, type PointsBuilder } from '../../../src/kit/points.ts';
import type { SeriesKey, StepRequest } from '../client.ts';
import type { RunAccess } from './run-access.ts';

// Series of 3.x, many in one call.

/** Points of one answer, all series together. The client takes a million; fewer keep memory small. */
const answerPoints = 200_000;
/** Series of one request, and letters of what it names: the client's own limit for the latter is 220,000 bytes. */
const mostSeries = 1000;
const mostLetters = 100_000;

/** Hands out each as it is read; an error of one request is one of all series in it. A series that is not there has no points. */
export async function readSteps<Key extends SeriesKey>(
  access: RunAccess,
  keys: readonly Key[],
  put: (key: Key, answer: PointsBuilder | RungraphError) => void,
): Promise<void> {
  const chunks = chunked(keys).map(async (chunk) => {
    try {
      const builders = await readChunk(access, chunk);
      builders.forEach((builder, index) => chunk.slice(index, index + 1).forEach((key) => put(key, builder)));
    } catch (error) {
      if (!isRungraphError(error)) throw error;
      for (const key of chunk) put(key, error);
    }
  });
  await Promise.all(chunks);
}

/** A page goes on behind the last step of the one before: steps only grow. */
async function readChunk(
  { client, context, stitched }: RunAccess,
  keys: readonly SeriesKey[],
): Promise<readonly PointsBuilder[]> {
  const open = keys.map((key) => ({ key, builder: openPoints(), after: -Infinity }));
  let waiting = open;
  while (waiting.length > 0) {
    const limit = Math.max(1, Math.floor(answerPoints / waiting.length));
    const requests = waiting.map(({ key, after }) => ({ ...key, after: after === -Infinity ? null : after }));
    const pages = await client.pointsOfMany(context, requests, { limit, inherited: stitched });
    waiting = waiting.filter((one, index) => {
      const points = pages[index] ?? [];
      const fresh = points.filter(({ step }) => step > one.after);
      for (const { step, value, timestampMillis } of fresh) one.builder.add(step, value, timestampMillis);
      one.after = fresh.at(-1)?.step ?? one.after;
      return points.length >= limit && fresh.length > 0;
    });
  }
  return open.map(({ builder }) => builder);
}

/** Which of some series have points, those that a run inherits included. */
export async function havePoints(
  { client, context }: RunAccess,
  keys: readonly SeriesKey[],
): Promise<readonly boolean[]> {
  const chunks = chunked(keys).map(async (chunk) => {
    const requests = chunk.map((key): StepRequest => ({ ...key, after: null }));
    const found = await client.pointsOfMany(context, requests, { limit: 1, inherited: true });
    return found.map((points) => points !== undefined && points.length > 0);
  });
  return (await Promise.all(chunks)).flat();
}

function chunked<Key extends SeriesKey>(keys: readonly Key[]): readonly (readonly Key[])[] {
  const chunks: Key[][] = [];
  let letters = 0;
  for (const key of keys) {
    const length = key.run.length + key.attribute.length;
    const current = chunks.at(-1);
    if (current === undefined || current.length >= mostSeries || letters + length > mostLetters) {
      chunks.push([key]);
      letters = length;
    } else {
      current.push(key);
      letters += length;
    }
  }
  return chunks;
}
