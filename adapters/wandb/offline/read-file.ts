import { open, type FileHandle } from 'node:fs/promises';
import { copyKey, readCopyNote, type CopyNote } from '../bookkeeping.ts';
import { readObject } from '../read-fields.ts';
import { decodeRecord, type Changes, type OfflineRecord, type RunRecord } from './decode-record.ts';
import type { RunFile } from './find-files.ts';
import { blockSize, checkHeader, headerSize, openFrames, type Damage } from './frames.ts';

/** What is told of a run by the beginning and the end of its file. */
export interface Head {
  /** Null where the file ends before it. */
  readonly run: RunRecord | null;
  /** Null where the run did not end, or was killed. */
  readonly exitCode: number | null;
  /** The latest time near the end of the file, in epoch milliseconds. */
  readonly lastAt: number | null;
  /** What a copy says of itself; null for other runs. */
  readonly copy: CopyNote | null;
  readonly damage: Damage;
}

type Found = { -readonly [Key in Exclude<keyof Head, 'damage'>]: Head[Key] };

const piece = 32 * blockSize;
/** The run is the second record; it is large where its config is. */
const mostHead = 16 * piece;
/** The end of a file holds what says that the run ended: a whole block at least. */
const tailBlocks = 2;

/** Reads the beginning of a file up to its run, and its last blocks. */
export function readHead(file: RunFile): Promise<Head> {
  return withFile(file, async (handle) => {
    const found: Found = { run: null, exitCode: null, lastAt: null, copy: null };
    // One block at a time: most runs are in the first.
    const start = { from: 0, to: Math.min(file.size, mostHead), step: blockSize };
    await eachRecord(handle, start, { broken: 0, torn: false }, (record) => {
      if (record.kind === 'run') {
        found.run = record.run;
        found.copy = noteIn(record.run.config);
      }
      return record.kind !== 'run';
    });
    const damage: Damage = { broken: 0, torn: false };
    const from = Math.max(0, (Math.floor(file.size / blockSize) - tailBlocks + 1) * blockSize);
    await eachRecord(handle, { from, to: file.size, step: piece }, damage, (record) => {
      if (record.kind === 'exit') found.exitCode = record.code;
      if (record.kind === 'config') found.copy = noteIn(record.changes) ?? found.copy;
      const time = timeOf(record);
      if (time !== undefined) found.lastAt = Math.max(found.lastAt ?? 0, time);
      return true;
    });
    return { ...found, damage };
  });
}

/** Every record of a file, one after the other. */
export async function readRecords(file: RunFile, visit: (record: OfflineRecord) => void): Promise<Damage> {
  const damage: Damage = { broken: 0, torn: false };
  await withFile(file, (handle) =>
    eachRecord(handle, { from: 0, to: file.size, step: piece }, damage, (record) => {
      visit(record);
      return true;
    }),
  );
  return damage;
}

async function withFile<T>(file: RunFile, read: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file.path);
  try {
    const start = await readBytes(handle, 0, headerSize);
    checkHeader(start, file.path.split('/').slice(-2).join('/'));
    return await read(handle);
  } finally {
    await handle.close();
  }
}

/** Until `visit` answers false. A record that is no message counts as broken. */
async function eachRecord(
  handle: FileHandle,
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
  damage: Damage,
  visit: (record: OfflineRecord) => boolean,
): Promise<void> {
  const frames = openFrames(damage);
  for (let at = Math.max(from, headerSize); at < to;) {
    const end = Math.min(to, Math.floor(at / blockSize) * blockSize + step);
    const bytes = await readBytes(handle, at, end - at);
    for (const record of frames.read(bytes, at)) {
      const decoded = tryDecode(record);
      if (decoded === undefined) damage.broken += 1;
      else if (!visit(decoded)) return;
    }
    at = end;
  }
  frames.end();
}

function noteIn({ update }: Changes): CopyNote | null {
  const item = update.findLast(({ path }) => path.length === 1 && path[0] === copyKey);
  return item === undefined ? null : (readCopyNote(readObject(item.json)) ?? null);
}

function tryDecode(bytes: Uint8Array): OfflineRecord | undefined {
  try {
    return decodeRecord(bytes);
  } catch {
    return undefined;
  }
}

async function readBytes(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

function timeOf(record: OfflineRecord): number | undefined {
  if (record.kind === 'stats') return Math.round(record.timestamp * 1000);
  if (record.kind !== 'history') return undefined;
  const item = record.items.find(({ path }) => path.length === 1 && path[0] === '_timestamp');
  const seconds = Number(item?.json ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : Math.round(seconds * 1000);
}
