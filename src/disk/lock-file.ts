import { open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { z } from 'zod';
import { codeOf } from './code-of.ts';

const shape = z.object({ pid: z.number(), host: z.string() });
type Holder = z.infer<typeof shape>;

/** Locks of dead processes that are removed before somebody else is taken to be quicker. */
const mostAttempts = 3;

/**
 * Takes a lock that is a file, and answers how to let go of it. A lock of a process of this machine that is gone is
 * nobody's.
 * @param busy The error where another process has it, which is named.
 */
export async function takeLock(file: string, busy: (holder: string) => Error): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (attempt >= mostAttempts || holder === null || holder.host !== hostname() || isAlive(holder.pid)) {
      throw busy(holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`);
    }
    await rm(file, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return shape.parse(JSON.parse(await readFile(file, 'utf8')));
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
