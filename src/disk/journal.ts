import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { codeOf } from './code-of.ts';
import { takeLock } from './lock-file.ts';

/** A file of lines that one process writes, each on the disk before anything is built on it. */
export interface Journal {
  /** Lines that were there when it was opened. */
  readonly lines: readonly string[];
  /** On the disk when it answers. A line that could not be written is not there, and the next one is tried. */
  append(line: string): Promise<void>;
  /** Gives it to the next process. */
  close(): Promise<void>;
}

export interface JournalLock {
  readonly file: string;
  /** The error where another process writes to the journal, which is named. */
  readonly busy: (holder: string) => Error;
}

export async function openJournal(file: string, lock: JournalLock): Promise<Journal> {
  const release = await takeLock(lock.file, lock.busy);
  try {
    const { lines, bytes, isTorn } = await readWhole(file);
    if (isTorn) await truncate(file, bytes);
    const { append, close } = appendTo(await open(file, 'a'), bytes);
    return {
      lines,
      append,
      async close() {
        await close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** The lines of a journal that another process may be writing. */
export async function readJournal(file: string): Promise<readonly string[]> {
  return (await readWhole(file)).lines;
}

/** What a crash left of a line is not a line. */
async function readWhole(file: string) {
  const content = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const bytes = content.lastIndexOf('\n') + 1;
  const lines = content.subarray(0, bytes).toString().split('\n').slice(0, -1);
  return { lines, bytes, isTorn: bytes < content.length };
}

/** @param bytes How long the file is. */
function appendTo(handle: FileHandle, bytes: number): Pick<Journal, 'append' | 'close'> {
  let size = bytes;
  let waiting: string[] = [];
  let flushing: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  /** Lines that come while others are written go to the disk together. */
  async function flush(): Promise<void> {
    await Promise.resolve();
    const text = waiting.join('');
    waiting = [];
    flushing = undefined;
    try {
      await handle.appendFile(text);
      await handle.datasync();
      size += Buffer.byteLength(text);
    } catch (error) {
      // Half a line would make the next one unreadable.
      await handle.truncate(size);
      throw error;
    }
  }

  return {
    async append(line) {
      waiting.push(`${line}\n`);
      if (flushing === undefined) {
        flushing = last.then(flush);
        last = flushing.catch(() => undefined);
      }
      await flushing;
    },
    async close() {
      await last;
      await handle.close();
    },
  };
}
