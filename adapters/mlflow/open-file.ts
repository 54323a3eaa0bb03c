import { text } from 'node:stream/consumers';
import type { FileRequest, OpenFile, OutOfRange, WantedRange } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { HttpStream } from '../../src/contract/http.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { errorOfAnswer } from './errors.ts';
import { findEntry, rootOf } from './list-files.ts';

/** Opens a file through the server, which fetches it from its store whatever that is. */
export async function openFile(
  access: Pick<ArtifactAccess, 'files' | 'context'>,
  { artifactId, path, range }: FileRequest,
): Promise<OpenFile | OutOfRange> {
  const root = rootOf(artifactId);
  const stream = await access.files.openFile(access.context, root, path, range === null ? null : spell(range));
  const { status, headers } = stream;
  const sent = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
  const total = sent?.[3] === undefined || sent[3] === '*' ? null : Number(sent[3]);
  if (status === 416) {
    stream.close();
    return { outOfRange: true, sizeBytes: total };
  }
  if (status !== 200 && status !== 206) {
    const error = await errorOf(stream);
    const entry = await findEntry(access, root, path);
    if (entry === undefined) throw new RungraphError('NOT_FOUND', `There is no file "${path}".`);
    if (entry.isDirectory) throw new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`);
    throw error;
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
    body: stream.body,
    close: () => {
      stream.close();
    },
  };
}

function spell(range: WantedRange): string {
  if ('last' in range) return `bytes=-${range.last}`;
  return `bytes=${range.from}-${range.to ?? ''}`;
}

/** Old servers answer what is not there, and folders, with a page that says 500. */
async function errorOf({ status, headers, body }: HttpStream): Promise<RungraphError> {
  return errorOfAnswer({ status, headers, text: await text(body), clockSkewMs: null }, 'get-artifact');
}
