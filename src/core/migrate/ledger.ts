import { open, readFile, rm, truncate } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { RungraphError } from '../../contract/error.ts';
import { errorCode } from './error-code.ts';
import { lossCounts } from './plan-file.ts';

const at = z.string();
const run = z.string();

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), at, pid: z.number() }),
  z.object({ kind: z.literal('project'), name: z.string(), id: z.string() }),
  z.object({ kind: z.literal('created'), run, id: z.string() }),
  z.object({ kind: z.literal('file'), run, target: z.string(), bytes: z.number(), sha256: z.string() }),
  z.object({
    kind: z.literal('done'),
    at,
    run,
    id: z.string(),
    digest: z.string(),
    points: z.number(),
    files: z.number(),
    bytes: z.number(),
    losses: lossCounts,
    ms: z.number(),
    changed: z.boolean(),
  }),
  z.object({ kind: z.literal('failed'), at, run, id: z.string().nullable(), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal('skipped'), at, run, why: z.string() }),
  z.object({ kind: z.literal('ended'), at, stopped: z.boolean() }),
]);
export type LedgerLine = z.infer<typeof line>;

/** What a move has decided and done, line by line, each on the disk before anything is built on it. */
export interface Ledger {
  /** Those that were there when it was opened. */
  readonly lines: readonly LedgerLine[];
  append(line: LedgerLine): Promise<void>;
  /** Gives it to the next one. */
  close(): Promise<void>;
}

/** The ledger of a plan lies beside it. */
export function ledgerOf(plan: string): string {
  return `${plan.replace(/\.json$/, '')}.ledger.jsonl`;
}

/** @throws CONFLICT where another process writes to it. */
export async function openLedger(file: string): Promise<Ledger> {
  const release = await takeLock(`${file}.lock`);
  try {
    const { lines, wholeBytes } = await read(file);
    // What a crash left of a line is not a line.
    if (wholeBytes !== null) await truncate(file, wholeBytes);
    const handle = await open(file, 'a');
    let waiting: string[] = [];
    let flushing: Promise<void> | undefined;

    /** Lines that come while others are written go to the disk together. */
    async function flush(): Promise<void> {
      await Promise.resolve();
      const text = waiting.join('');
      waiting = [];
      flushing = undefined;
      await handle.write(text);
      await handle.datasync();
    }

    let last: Promise<void> = Promise.resolve();
    return {
      lines,
      async append(entry) {
        waiting.push(`${JSON.stringify(entry)}\n`);
        flushing ??= last = last.then(flush);
        await flushing;
      },
      async close() {
        await last.catch(() => undefined);
        await handle.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Reads a ledger that somebody else may be writing. */
export async function readLedger(file: string): Promise<readonly LedgerLine[]> {
  return (await read(file)).lines;
}

async function read(
  file: string,
): Promise<{ readonly lines: readonly LedgerLine[]; readonly wholeBytes: number | null }> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
  const end = bytes.lastIndexOf(10) + 1;
  const texts = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  const lines = texts.map((text, index) => parseLine(file, text, index + 1));
  return { lines, wholeBytes: end < bytes.length ? end : null };
}

function parseLine(file: string, text: string, number: number): LedgerLine {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    const message = `${file}:${number} is no line of a ledger. Restore it, or move it away: the target tells what is complete.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
}

const lockShape = z.object({ pid: z.number(), host: z.string() });

/** A lock of a process that is gone, on this machine, is nobody's. */
async function takeLock(file: string): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      const owner = await ownerOf(file);
      if (attempt < 3 && owner !== null && owner.host === hostname() && !isAlive(owner.pid)) {
        await rm(file, { force: true });
        continue;
      }
      const who = owner === null ? 'another process' : `process ${owner.pid} on ${owner.host}`;
      throw new RungraphError(
        'CONFLICT',
        `This plan is being moved by ${who}. Wait for it, or, if it is gone, remove ${file}.`,
      );
    }
  }
}

async function ownerOf(file: string) {
  try {
    return lockShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
