import type { FileRequest, OpenFile, OutOfRange } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { openBytes } from '../../src/kit/files/open-bytes.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { SequenceKey } from './artifact-ids.ts';
import { logFile, notServed, readFiles, requireKey } from './list-files.ts';
import type { Root } from './encoding/tree-builder.ts';

type Access = Pick<ArtifactAccess, 'files' | 'context'>;

/** Opens a file of an artifact. The server has no ranges: records are cut here, and logs are sent whole. */
export async function openFile(
  access: Access,
  { artifactId, path, range }: FileRequest,
): Promise<OpenFile | OutOfRange> {
  const key = requireKey(artifactId);
  if (key.kind === 'stored') throw notServed();
  if (key.kind === 'logs') return openLogs(access, key.runId, path);
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

async function openLogs({ files, context }: Access, runId: string, path: string): Promise<OpenFile> {
  const missing = (): RungraphError => new RungraphError('NOT_FOUND', `There is no file "${path}".`);
  if (path !== logFile.path) throw missing();
  const { roots, close } = await files.logs(context, runId, 'all');
  const first = await roots.next();
  if (first.done === true) throw missing();
  const { contentType, digest, sizeBytes } = logFile;
  return { sizeBytes, range: null, contentType, digest, etag: null, body: linesOf(first.value, roots), close };
}

/** About so many characters at a time, so that short lines are not sent one by one. */
const pieceSize = 65_536;

async function* linesOf(first: Root, rest: AsyncIterable<Root>): AsyncGenerator<Uint8Array> {
  let waiting = lineOf(first);
  for await (const root of rest) {
    waiting += lineOf(root);
    if (waiting.length < pieceSize) continue;
    yield Buffer.from(waiting);
    waiting = '';
  }
  if (waiting !== '') yield Buffer.from(waiting);
}

function lineOf({ value }: Root): string {
  if (typeof value === 'string') return `${value}\n`;
  throw new RungraphError('PROTOCOL', 'A line of the logs is not text.');
}
