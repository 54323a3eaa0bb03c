import { lineOf } from '../../artifacts/points-file.ts';
import type { SeriesKey } from '../../client.ts';
import type { ObjectPoint } from '../read-objects.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { objectsOf } from './file-sources.ts';

/** Points of one answer of 2.x: what its client asks for. */
const pagePoints = 1000;
/** Letters of one piece, about. */
const pieceLetters = 65_536;

/** A series of texts or histograms as lines of JSON, in the server's order. A page at a time. */
export async function* pointsAsLines(access: ArtifactAccess, key: SeriesKey): AsyncGenerator<Uint8Array> {
  let lines = '';
  for await (const { step, timestampMillis, value } of pointsOf(access, key)) {
    lines += lineOf(step, timestampMillis, value);
    if (lines.length < pieceLetters) continue;
    yield Buffer.from(lines);
    lines = '';
  }
  if (lines !== '') yield Buffer.from(lines);
}

async function* pointsOf(access: ArtifactAccess, key: SeriesKey): AsyncGenerator<ObjectPoint> {
  const { content, context, line } = access;
  if (line === '3.x') {
    yield* objectsOf(access, key);
    return;
  }
  for (let offset = 0; ; offset += pagePoints) {
    const points = await content.textsFrom(context, key, { offset, limit: pagePoints });
    yield* points;
    if (points.length < pagePoints) return;
  }
}
