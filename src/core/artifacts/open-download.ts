import type { FileRequest, OpenFile, OutOfRange } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import type { Scope } from '../scope.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Source } from '../sources/source.ts';
import { openCall } from '../sources/open-call.ts';
import { checkedBody } from './checked-body.ts';

/** How long a tracker may send nothing in the middle of a file. */
const mostSilenceMs = 30_000;

/** A file whose first piece has come. `body` throws where the file breaks off or comes short; `close` ends it early. */
export type Download = Omit<OpenFile, 'digest' | 'range'> & {
  /** For the client's caches: the digest of the content, or what the tracker sent. */
  readonly etag: string | null;
  readonly range: OpenFile['range'];
  /** Bytes that `body` will hold; null where the tracker does not tell. */
  readonly length: number | null;
};

/**
 * Opens a file of an artifact. The source's deadline counts until its first piece: a long file may take as long as its
 * reader wants, while a tracker that falls silent in the middle ends it.
 */
export async function openDownload(
  scope: Scope,
  source: Source,
  request: FileRequest,
  silenceMs = mostSilenceMs,
): Promise<Download | OutOfRange> {
  const call = openCall(source, scope);
  try {
    await call.ready();
    const file = await call.run('openFile', (adapter, context) =>
      requireGroup(adapter, 'artifacts').openFile(context, request),
    );
    if ('outOfRange' in file) return file;
    const { sizeBytes, range, contentType, digest, etag } = file;
    const length = range === null ? sizeBytes : range.to - range.from + 1;
    const expected = { source: source.id, length, digest: range === null ? digest : null };
    const pieces = checkedBody(unlessSilent(file.body, silenceMs, source.id), expected);
    const first = await call
      .run('openFile', () => pieces.next())
      .catch((error: unknown) => {
        file.close();
        throw error;
      });
    const close = (): void => {
      scope.signal.removeEventListener('abort', close);
      file.close();
    };
    scope.signal.addEventListener('abort', close, { once: true });
    return {
      sizeBytes,
      range,
      contentType,
      length,
      etag: digest === null ? etag : `"${digest.algorithm}:${digest.value.replace(/[^\x21\x23-\x7e]/g, '_')}"`,
      body: from(first, pieces, close),
      close,
    };
  } finally {
    // Stops the deadline; the client's going away is listened to above.
    call.close();
  }
}

async function* from(
  first: IteratorResult<Uint8Array, unknown>,
  pieces: AsyncIterator<Uint8Array>,
  close: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    for (let piece = first; piece.done !== true; piece = await pieces.next()) yield piece.value;
  } finally {
    close();
  }
}

/** The deadline of the source counts for the first piece, and this for each of the others. */
async function* unlessSilent(body: AsyncIterable<Uint8Array>, ms: number, source: string): AsyncGenerator<Uint8Array> {
  const pieces = body[Symbol.asyncIterator]();
  let piece = await pieces.next();
  while (piece.done !== true) {
    yield piece.value;
    piece = await inTime(pieces.next(), ms, source);
  }
}

async function inTime<T>(next: Promise<T>, ms: number, source: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new RungraphError('TIMEOUT', `The tracker sent nothing for ${ms} ms in the middle of a file.`, { source }),
      );
    }, ms);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
