import type { CallContext } from '../../../src/contract/context.ts';
import type { NewFile } from '../../../src/contract/writer.ts';
import { errorOfAnswer } from '../errors.ts';
import type { FilePutter } from '../file-fetcher.ts';
import type { OpenRun } from './open-runs.ts';
import type { UploadPlace, WriteClient } from './write-client.ts';

export interface FileWriting {
  readonly writes: Pick<WriteClient, 'makeFile' | 'stream'>;
  readonly fetcher: FilePutter;
  readonly context: CallContext;
}

/** Puts a file among those of a run: the server says where, and is told when it is there, as the SDK tells it. */
export async function writeFile(
  { writes, fetcher, context }: FileWriting,
  { key }: Pick<OpenRun, 'key'>,
  { path, sizeBytes, body: pieces }: NewFile,
): Promise<void> {
  await putBytes({ fetcher, context }, await writes.makeFile(context, key, path), { path, sizeBytes, body: pieces });
  await writes.stream(context, key, { uploaded: [path] });
}

/** @throws what the store said. */
export async function putBytes(
  { fetcher, context }: Pick<FileWriting, 'fetcher' | 'context'>,
  { url, headers }: UploadPlace,
  { path, sizeBytes, body: pieces }: NewFile,
): Promise<void> {
  const body = { sizeBytes, contentType: contentTypeIn(headers), pieces };
  const response = await fetcher.put(context, url, headers, body);
  if (response.status < 200 || response.status > 299) throw errorOfAnswer(response, `The upload of ${path}`);
}

/** Signed addresses may ask for one. */
function contentTypeIn(headers: Readonly<Record<string, string>>): string {
  const told = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return told?.[1] ?? 'application/octet-stream';
}
