import type { OpenFile, OutOfRange, WantedRange } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import type { HttpStream } from '../../contract/http.ts';

/** A file that a server answers with, whole or in part. The status is 200, 206 or 416. @throws PROTOCOL for a part that does not say which. */
export function openAnswer(stream: HttpStream): OpenFile | OutOfRange {
  const { status, headers, body } = stream;
  const sent = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
  const total = sent?.[3] === undefined || sent[3] === '*' ? null : Number(sent[3]);
  if (status === 416) {
    stream.close();
    return { outOfRange: true, sizeBytes: total };
  }
  if (status === 206 && sent?.[1] === undefined) {
    stream.close();
    throw new RungraphError('PROTOCOL', 'The server sent a part of the file and did not say which.');
  }
  const length = headers['content-length'];
  return {
    sizeBytes: status === 206 ? total : length === undefined ? null : Number(length),
    range: status === 206 ? { from: Number(sent?.[1]), to: Number(sent?.[2]) } : null,
    contentType: headers['content-type'] ?? null,
    digest: null,
    etag: headers['etag'] ?? null,
    body,
    close: () => {
      stream.close();
    },
  };
}

/** The header `Range`. */
export function spellRange(range: WantedRange): string {
  if ('last' in range) return `bytes=-${range.last}`;
  return `bytes=${range.from}-${range.to ?? ''}`;
}
