import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import mime from 'mime';
import type { OpenFile, OutOfRange, WantedRange } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import { endsOf } from '../../../../src/kit/files/open-bytes.ts';
import type { FoundFile } from './find-file.ts';

/** Enough for every format that says what it is. */
const headBytes = 4100;

/** Opens a file on disk, or the part of it that was asked for. */
export async function openPlain(
  file: FoundFile,
  path: string,
  wanted: WantedRange | null,
): Promise<OpenFile | OutOfRange> {
  const { sizeBytes } = file;
  const [from, to] = wanted === null ? [0, sizeBytes - 1] : endsOf(wanted, sizeBytes);
  if (wanted !== null && from > to) return { outOfRange: true, sizeBytes };
  const handle = await open(file.file).catch((error: unknown) => {
    throw new RungraphError('UNAVAILABLE', `The file "${path}" cannot be read now.`, { detail: String(error) });
  });
  const head = Buffer.alloc(Math.min(headBytes, sizeBytes));
  await handle.read(head, 0, head.length, 0);
  // Files of 2.x were saved without their endings: then their first bytes tell.
  const named = mime.getType(path) ?? mime.getType(file.file);
  const contentType = named ?? (await fileTypeFromBuffer(head))?.mime ?? null;
  const stream = createReadStream('', { fd: handle, start: from, end: Math.max(from, to) });
  return {
    sizeBytes,
    range: wanted === null ? null : { from, to },
    contentType,
    digest: null,
    etag: etagOf(file),
    body: stream,
    close: () => stream.destroy(),
  };
}

/** Changes whenever the file does. */
export function etagOf({ sizeBytes, modifiedMs }: FoundFile): string {
  return `"${sizeBytes.toString(16)}-${Math.round(modifiedMs * 1000).toString(16)}"`;
}
