import { mkdir, open, readFile, rm, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { RungraphError } from '../../../../src/contract/error.ts';
import { codeOf } from '../../../../src/kit/code-of.ts';

const writtenFile = z.object({ path: z.string(), bytes: z.number(), sha256: z.string() });
export type WrittenFile = z.infer<typeof writtenFile>;

const line = z.discriminatedUnion('kind', [
  /** The id of a run that was copied from `from`, so that it has the same one whenever it is begun again. */
  z.object({ kind: z.literal('id'), project: z.string(), run: z.string(), from: z.string() }),
  z.object({
    kind: z.literal('done'),
    project: z.string(),
    run: z.string(),
    from: z.string(),
    digest: z.string(),
    archived: z.boolean(),
    points: z.number(),
    parts: z.array(writtenFile).readonly(),
    files: z.array(writtenFile).readonly(),
  }),
]);
export type ManifestLine = z.infer<typeof line>;
export type DoneRun = Extract<ManifestLine, { kind: 'done' }>;

/** Native id in the archive. */
export function idOf({ project, run }: Pick<DoneRun, 'project' | 'run'>): string {
  return `${project}/${run}`;
}

/** Runs that are complete, in the order of their ids: the last word on each. */
export function doneRuns(lines: readonly ManifestLine[]): readonly DoneRun[] {
  const done = new Map<string, DoneRun>();
  for (const line of lines) if (line.kind === 'done') done.set(idOf(line), line);
  return [...done.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** What an archive says of the runs that were moved into it, line by line, as they were. */
export interface Manifest {
  readonly lines: readonly ManifestLine[];
  /** On the disk when it answers. @throws CONFLICT where another process writes to the archive. */
  append(line: ManifestLine): Promise<void>;
  /** Takes the archive for this process. */
  take(): Promise<void>;
  close(): Promise<void>;
}

export function openManifest(folder: string): Manifest {
  const file = join(folder, 'runs.jsonl');
  const lock = join(folder, '.lock');
  let lines: ManifestLine[] = [];
  let taking: Promise<FileHandle> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function take(): Promise<FileHandle> {
    await mkdir(folder, { recursive: true });
    await takeLock(lock);
    const found = await read(file);
    lines = found.lines;
    // What a crash left of a line is not a line.
    if (found.wholeBytes !== null) await truncate(file, found.wholeBytes);
    return open(file, 'a');
  }

  function taken(): Promise<FileHandle> {
    taking ??= take();
    taking.catch(() => (taking = undefined));
    return taking;
  }

  return {
    get lines() {
      return lines;
    },
    async append(entry) {
      const handle = await taken();
      writing = writing.then(async () => {
        await handle.write(`${JSON.stringify(entry)}\n`);
        await handle.datasync();
        lines.push(entry);
      });
      const own = writing;
      // The next one is tried even so: a disk may have room again.
      writing = own.catch(() => undefined);
      await own;
    },
    take: async () => {
      await taken();
    },
    async close() {
      if (taking === undefined) return;
      const handle = await taking;
      await writing;
      await handle.close();
      await rm(lock, { force: true });
      taking = undefined;
    },
  };
}

/** What is in it, without taking it. A last line that was torn, and lines of another version, are passed over. */
export async function readManifest(folder: string): Promise<readonly ManifestLine[]> {
  return (await read(join(folder, 'runs.jsonl'))).lines;
}

async function read(file: string): Promise<{ readonly lines: ManifestLine[]; readonly wholeBytes: number | null }> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const end = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, end).toString().split('\n').flatMap(readLine);
  return { lines, wholeBytes: end === bytes.length ? null : end };
}

function readLine(text: string): readonly ManifestLine[] {
  if (text === '') return [];
  try {
    const parsed = line.safeParse(JSON.parse(text));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

const holder = z.object({ pid: z.number(), host: z.string() });

/** A lock of a process of this machine that is gone is nobody's. */
async function takeLock(file: string): Promise<void> {
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let tries = 0; ; tries += 1) {
    try {
      await writeFile(file, own, { flag: 'wx' });
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const by = await readHolder(file);
    const isGone = by !== null && by.host === hostname() && !isAlive(by.pid);
    if (!isGone || tries > 1) {
      const who = by === null ? 'another process' : `process ${by.pid} on ${by.host}`;
      throw new RungraphError(
        'CONFLICT',
        `The archive is being written by ${who}. If that is gone, remove the file ${file}.`,
      );
    }
    await rm(file, { force: true });
  }
}

async function readHolder(file: string): Promise<z.infer<typeof holder> | null> {
  try {
    return holder.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
