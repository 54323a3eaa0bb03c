import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, rename, truncate, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pack } from './pack.ts';
import type { PartIndex } from './part-index.ts';
import type { Share } from './share-texts.ts';
import { unpack } from './unpack.ts';

// One block for files that were scanned together, with its length and a digest in front: what was torn or came from
// somebody else is not believed. Blocks are added as files are scanned, so that a first reading that was cut short goes
// on where it stopped.

/** Part of the name: another form of the index is another file. */
const version = 4;
const headBytes = 24;
/** No block comes near it. */
const mostBlockBytes = 2 ** 30;
/** Indexes of files in one block where the index is written anew. */
const filesPerBlock = 50;

export interface IndexStore {
  /** What was kept, by file. Empty where there is nothing, or nothing that can be read. */
  load(share: Share): Promise<Map<string, PartIndex>>;
  add(parts: readonly PartIndex[]): Promise<void>;
  /** Writes the index anew, with nothing in it but these. */
  replace(parts: Iterable<PartIndex>): Promise<void>;
}

/** The index of the archive in these folders, below a folder for caches; nothing is kept where that is undefined. */
export function openIndexStore(cacheFolder: string | undefined, roots: readonly string[]): IndexStore {
  if (cacheFolder === undefined) {
    return { load: () => Promise.resolve(new Map()), add: () => Promise.resolve(), replace: () => Promise.resolve() };
  }
  const name = createHash('sha256')
    .update(JSON.stringify([...roots].sort()))
    .digest('hex')
    .slice(0, 16);
  const file = join(cacheFolder, 'neptune-archives', `${name}-v${version}.index`);
  const prepare = (): Promise<unknown> => mkdir(dirname(file), { recursive: true, mode: 0o700 });
  /** Where what can be believed ends; undefined where all of it can. */
  let tornAt: number | undefined;
  return {
    async load(share) {
      const loaded = await loadBlocks(file, share);
      tornAt = loaded.tornAt;
      return loaded.found;
    },
    async add(parts) {
      if (parts.length === 0) return;
      await prepare();
      if (tornAt !== undefined) await truncate(file, tornAt);
      tornAt = undefined;
      await appendFile(file, blockOf(parts), { mode: 0o600 });
    },
    async replace(parts) {
      await prepare();
      const fresh = `${file}.${process.pid}.new`;
      const handle = await open(fresh, 'w', 0o600);
      try {
        const all = [...parts];
        for (let start = 0; start < all.length; start += filesPerBlock) {
          await handle.write(blockOf(all.slice(start, start + filesPerBlock)));
        }
      } finally {
        await handle.close();
      }
      await rename(fresh, file);
      tornAt = undefined;
    },
  };
}

interface Loaded {
  readonly found: Map<string, PartIndex>;
  readonly tornAt: number | undefined;
}

async function loadBlocks(file: string, share: Share): Promise<Loaded> {
  const found = new Map<string, PartIndex>();
  const handle = await open(file).catch(() => undefined);
  // No index: the archive is scanned.
  if (handle === undefined) return { found, tornAt: undefined };
  let believed = 0;
  try {
    const { size } = await handle.stat();
    while (believed < size) {
      const block = await readBlock(handle, believed, size);
      for (const part of unpack(block, share)) found.set(part.file, part);
      believed += headBytes + block.length;
      // Others get their turn between two blocks.
      await setImmediate();
    }
    return { found, tornAt: undefined };
  } catch {
    // What cannot be read is scanned again.
    return { found, tornAt: believed };
  } finally {
    await handle.close();
  }
}

/** @throws Error for what is no whole block. */
async function readBlock(handle: FileHandle, offset: number, end: number): Promise<Buffer> {
  const head = Buffer.alloc(headBytes);
  await handle.read(head, 0, headBytes, offset);
  const length = head.readUInt32LE(0);
  if (length > mostBlockBytes || offset + headBytes + length > end) throw new RangeError('the index ends too soon');
  const block = Buffer.alloc(length);
  await handle.read(block, 0, length, offset + headBytes);
  if (!digestOf(block).equals(head.subarray(4))) throw new RangeError('the index is damaged');
  return block;
}

function blockOf(parts: readonly PartIndex[]): Buffer {
  const block = pack(parts);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(block.length);
  return Buffer.concat([length, digestOf(block), block]);
}

function digestOf(block: Uint8Array): Buffer {
  return createHash('sha1').update(block).digest();
}
