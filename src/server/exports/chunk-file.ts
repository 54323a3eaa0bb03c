import { randomUUID } from 'node:crypto';
import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { ChunkStore } from '../../export/tables/chunk-store.ts';

/** So many values stay in memory: some 30 MB. */
const mostValues = 2_000_000;

/**
 * Keeps the first pieces in memory and the others in a file, which has no name: it is gone when the process is. What is
 * read comes from this process alone, so that it is taken as it was given.
 */
export function openChunkFile<T>(folder: string): ChunkStore<T> {
  const own = z.custom<T>();
  const held: { readonly chunk: T }[] = [];
  const places: { readonly from: number; readonly length: number }[] = [];
  let values = 0;
  let end = 0;
  let file: FileHandle | undefined;

  async function openFile(): Promise<FileHandle> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `.part-${randomUUID()}`);
    const opened = await open(path, 'wx+', 0o600);
    await unlink(path);
    return opened;
  }

  return {
    async add(chunk, count) {
      values += count;
      if (values <= mostValues || (held.length === 0 && places.length === 0)) {
        held.push({ chunk });
        return;
      }
      file ??= await openFile();
      const bytes = serialize(chunk);
      await file.write(bytes, 0, bytes.length, end);
      places.push({ from: end, length: bytes.length });
      end += bytes.length;
    },
    async *read() {
      for (let next = held.shift(); next !== undefined; next = held.shift()) yield next.chunk;
      for (const { from, length } of places) {
        const bytes = Buffer.alloc(length);
        await file?.read(bytes, 0, length, from);
        yield own.parse(deserialize(bytes));
      }
    },
    close: async () => {
      const opened = file;
      file = undefined;
      await opened?.close();
    },
  };
}
