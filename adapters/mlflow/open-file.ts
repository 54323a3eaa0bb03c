import { text } from 'node:stream/consumers';
import type { FileRequest, OpenFile, OutOfRange } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { HttpStream } from '../../src/contract/http.ts';
import { isFile, openStream, rangeHeader } from '../../src/kit/files/open-stream.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { errorOfAnswer } from './errors.ts';
import { findEntry, rootOf } from './list-files.ts';

/** Opens a file through the server, which fetches it from its store whatever that is. */
export async function openFile(
  access: Pick<ArtifactAccess, 'files' | 'context'>,
  { artifactId, path, range }: FileRequest,
): Promise<OpenFile | OutOfRange> {
  const root = rootOf(artifactId);
  const stream = await access.files.openFile(access.context, root, path, range === null ? null : rangeHeader(range));
  if (isFile(stream)) return openStream(stream);
  const error = await errorOf(stream);
  const entry = await findEntry(access, root, path);
  if (entry === undefined) throw new RungraphError('NOT_FOUND', `There is no file "${path}".`);
  if (entry.isDirectory) throw new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`);
  throw error;
}

/** Old servers answer what is not there, and folders, with a page that says 500. */
async function errorOf({ status, headers, body }: HttpStream): Promise<RungraphError> {
  return errorOfAnswer({ status, headers, text: await text(body), clockSkewMs: null }, 'get-artifact');
}
