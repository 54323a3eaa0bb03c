import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Two suites at once make an environment once: the second waits while the process that holds the lock lives, or until
 * it is done. Answers how to let go.
 */
export function takeLock(file: string, isDone: () => boolean): () => void {
  const own = `${file}.${String(process.pid)}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!isDone()) {
      if (tryLink(own, file)) return () => rmSync(file, { force: true });
      if (!isAlive(holderOf(file))) rmSync(file, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
    return () => undefined;
  } finally {
    rmSync(own);
  }
}

/** A link is there with its content or not at all. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function holderOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
