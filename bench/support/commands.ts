import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a command printed. */
export interface Printed {
  readonly stdout: string;
}

/** Runs `rungraph` in a folder, as its users do: every command is a process of its own. */
export function rungraphIn(folder: string): (...args: readonly string[]) => Promise<Printed> {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const tsx = fileURLToPath(import.meta.resolve('tsx'));
  return (...args) =>
    promisify(execFile)(process.execPath, ['--import', tsx, main, ...args], { cwd: folder, maxBuffer: 1 << 26 });
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}
