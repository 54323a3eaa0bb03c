import type { Digest, OpenFile, OutOfRange, WantedRange } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import type { HttpStream } from '../../contract/http.ts';
import type { Num } from '../../contract/value.ts';

/** A range as the header of a request has it. */
export function rangeHeader(range: WantedRange): string {
  if ('last' in range) return `bytes=-${range.last}`;
  return `bytes=${range.from}-${range.to ?? ''}`;
}

/** Whether this is a file, a part of one, or that it has no such part; else it is a refusal. */
export function isFile({ status }: Pick<HttpStream, 'status'>): boolean {
  return status === 200 || status === 206 || status === 416;
}

/** What the tracker told of a file before it was opened. */
interface Known {
  readonly digest: Digest | null;
  readonly sizeBytes: Num | null;
}

const nothing: Known = { digest: null, sizeBytes: null };

/** What is no refusal. @throws PROTOCOL for a part that does not say which one it is. */
export function openStream(stream: HttpStream, { digest, sizeBytes }: Known = nothing): OpenFile | OutOfRange {
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
    sizeBytes:
      (status === 206 ? total : length === undefined ? null : Number(length)) ??
      (sizeBytes === null ? null : Number(sizeBytes)),
    range: status === 206 ? { from: Number(sent?.[1]), to: Number(sent?.[2]) } : null,
    contentType: headers['content-type'] ?? null,
    digest,
    etag: headers['etag'] ?? null,
    body,
    close: () => {
      stream.close();
    },
  };
}
