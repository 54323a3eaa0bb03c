import type { FileRequest, OpenFile, OutOfRange } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { openBytes } from '../../src/kit/files/open-bytes.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { SequenceKey } from './artifact-ids.ts';
import { notServed, readFiles, requireKey } from './list-files.ts';
import { openLog } from './log-files.ts';

type Access = Pick<ArtifactAccess, 'files' | 'context'>;

/** Opens a file of an artifact. The server has no ranges: records are cut here, and logs are sent whole. */
export async function openFile(
  access: Access,
  { artifactId, path, range }: FileRequest,
): Promise<OpenFile | OutOfRange> {
  const key = requireKey(artifactId);
  if (key.kind === 'stored') throw notServed();
  if (key.kind === 'logs') return openLog(access, key.runId, path);
  const found = await findFile(access, key, path);
  const bytes = 'bytes' in found.content ? found.content.bytes : await readBlob(access, key, found.content.blob);
  return openBytes(bytes, found.contentType, range);
}

async function findFile(access: Access, key: SequenceKey, path: string) {
  const files = await readFiles(access, key, path);
  const found = files.find((file) => file.path === path);
  if (found !== undefined) return found;
  if (files.some((file) => file.path.startsWith(`${path}/`))) {
    throw new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`);
  }
  throw new RungraphError('NOT_FOUND', `There is no file "${path}".`);
}

function readBlob({ files, context }: Access, { kind }: SequenceKey, uri: string): Promise<Uint8Array> {
  return files.blob(context, kind === 'audios' ? 'audios' : 'images', uri);
}
