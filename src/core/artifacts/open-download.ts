import type { FileRequest, OpenFile, OutOfRange } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import type { Scope } from '../scope.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Source } from '../sources/source.ts';
import { openCall } from '../sources/open-call.ts';

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
    const pieces = file.body[Symbol.asyncIterator]();
    const first = await call
      .run('openFile', () => pieces.next())
      .catch((error: unknown) => {
        file.close();
        throw error;
      });
    const { sizeBytes, range, contentType, digest, etag } = file;
    const length = range === null ? sizeBytes : range.to - range.from + 1;
    const close = (): void => {
      scope.signal.removeEventListener('abort', close);
      file.close();
    };
    scope.signal.addEventListener('abort', close, { once: true });
    const whole = { source: source.id, length, silenceMs, close };
    return {
      sizeBytes,
      range,
      contentType,
      length,
      etag: digest === null ? etag : `"${digest.algorithm}:${digest.value.replace(/[^\x21\x23-\x7e]/g, '_')}"`,
      body: counted(first, pieces, whole),
      close,
    };
  } finally {
    // Stops the deadline; the client's going away is listened to above.
    call.close();
  }
}

interface Whole {
  readonly source: string;
  readonly length: number | null;
  readonly silenceMs: number;
  readonly close: () => void;
}

async function* counted(
  first: IteratorResult<Uint8Array, unknown>,
  pieces: AsyncIterator<Uint8Array>,
  { source, length, silenceMs, close }: Whole,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for (let piece = first; piece.done !== true; piece = await inTime(pieces.next(), silenceMs, source)) {
      bytes += piece.value.length;
      yield piece.value;
    }
  } finally {
    close();
  }
  if (length === null || bytes === length) return;
  throw new RungraphError('PROTOCOL', `The file ended after ${bytes} of ${length} bytes.`, { source });
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
