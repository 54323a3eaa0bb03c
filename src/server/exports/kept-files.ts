import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/** A finished file, which never changes. */
export interface KeptFile {
  readonly path: string;
  readonly size: number;
  /** Of its bytes; quoted. */
  readonly etag: string;
  /** Headers that tell of it, beside those of every file. */
  readonly headers: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly writtenAt: number;
}

/** The bytes of a new file, and what is known of it once they are written. */
export interface NewFile {
  readonly body: AsyncIterable<Uint8Array | string>;
  readonly headers: () => Readonly<Record<string, string>>;
}

/** @param stop Aborts once nobody waits for the file. */
export type MakeFile = (stop: AbortSignal) => Promise<NewFile>;

interface Making {
  readonly file: Promise<KeptFile>;
  readonly stop: AbortController;
  waiting: number;
}

export interface KeptFilesSettings {
  readonly folder: string;
  /** Of all files together, in bytes. */
  readonly mostBytes: number;
  /** How long a file is read on by ranges, in milliseconds. */
  readonly mostAgeMs: number;
  /** How long it is the answer to a question that comes anew, in milliseconds. */
  readonly freshMs: number;
  readonly now?: () => number;
}

export interface KeptFiles {
  /**
   * The file of a question: the one that is there while it is fresh, or for a reader that goes on while it is not too old;
   * else a new one, which those who ask at the same time wait for together. Once all of them have gone, it is not written on.
   */
  find(question: string, wanted: 'fresh' | 'same' | 'new', make: MakeFile, gone: AbortSignal): Promise<KeptFile>;
  open(file: KeptFile, range: { readonly from: number; readonly to: number } | null): Promise<ReadStream>;
}

/** Files by their question and the time when they were written; the oldest go first. Old files of other processes go too. */
export function openKeptFiles({ folder, mostBytes, mostAgeMs, freshMs, now = Date.now }: KeptFilesSettings): KeptFiles {
  const files = new Map<string, KeptFile>();
  const making = new Map<string, Making>();
  const ready = sweep(folder, now() - mostAgeMs);

  async function make(question: string, create: MakeFile, signal: AbortSignal): Promise<KeptFile> {
    await ready;
    const writtenAt = now();
    const { body, headers } = await create(signal);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const part = join(folder, `${randomUUID()}.part`);
    const hash = createHash('sha256');
    try {
      await pipeline(Readable.from(hashed(body, hash)), createWriteStream(part, { mode: 0o600 }), { signal });
      const { size } = await stat(part);
      const digest = hash.digest('base64url');
      const name = createHash('sha256').update(`${question}\n${writtenAt}\n${digest}`).digest('hex').slice(0, 32);
      const path = join(folder, `${name}.parquet`);
      await rename(part, path);
      const file = { path, size, etag: `"${digest.slice(0, 27)}"`, headers: headers(), writtenAt };
      const before = files.get(question);
      files.delete(question);
      files.set(question, file);
      if (before !== undefined && before.path !== path) await rm(before.path, { force: true });
      await makeRoom(question);
      return file;
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  function begin(question: string, create: MakeFile): Making {
    const stop = new AbortController();
    const file = make(question, create, stop.signal).finally(() => forget(question, own));
    const own: Making = { file, stop, waiting: 0 };
    making.set(question, own);
    return own;
  }

  function forget(question: string, one: Making): void {
    if (making.get(question) === one) making.delete(question);
  }

  /** A reader who asks once all have gone begins anew. */
  async function waitFor(question: string, one: Making, gone: AbortSignal): Promise<KeptFile> {
    const leave = (): void => {
      one.waiting -= 1;
      if (one.waiting > 0) return;
      forget(question, one);
      one.stop.abort();
    };
    one.waiting += 1;
    gone.addEventListener('abort', leave, { once: true });
    try {
      return await one.file;
    } finally {
      gone.removeEventListener('abort', leave);
    }
  }

  /** A reader has its file open, so that the rest of it stays although its name is gone. */
  async function makeRoom(keep: string): Promise<void> {
    let bytes = [...files.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [question, { path, size, writtenAt }] of [...files]) {
      if (question === keep || (bytes <= mostBytes && now() - writtenAt < mostAgeMs)) continue;
      files.delete(question);
      bytes -= size;
      await rm(path, { force: true });
    }
  }

  return {
    async find(question, wanted, create, gone) {
      const file = files.get(question);
      const age = file === undefined ? Infinity : now() - file.writtenAt;
      const mostAge = { fresh: freshMs, same: mostAgeMs, new: 0 }[wanted];
      if (file !== undefined && age < mostAge) return file;
      return waitFor(question, making.get(question) ?? begin(question, create), gone);
    },
    async open({ path }, range) {
      const stream = createReadStream(path, range === null ? {} : { start: range.from, end: range.to });
      await once(stream, 'open');
      return stream;
    },
  };
}

async function* hashed(body: AsyncIterable<Uint8Array | string>, hash: ReturnType<typeof createHash>) {
  for await (const piece of body) {
    hash.update(piece);
    yield piece;
  }
}

/** Another process may use the folder too: what it wrote of late stays. */
async function sweep(folder: string, before: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => /\.(part|parquet)$/.test(one))) {
    const path = join(folder, name);
    const known = await stat(path).catch(() => undefined);
    if (known !== undefined && known.mtimeMs < before) await rm(path, { force: true });
  }
}
