import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { environment } from '../support/server.ts';

/** The Python client as its users have it: its wheel, in an environment of its own. */
export interface InstalledClient {
  /** Where scripts run, and write. */
  readonly folder: string;
  /** What Python prints. A gateway that lives in this process goes on meanwhile. */
  run(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string>;
  remove(): void;
}

/** A fresh environment with the wheel. What the client needs is found in the one that was prepared. */
export function installClient(): InstalledClient {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-client-'));
  const python = join(folder, 'venv', 'bin', 'python');
  const prepared = join(environment('exports'), 'bin', 'python');
  const call = (...args: readonly string[]) => execFileSync(prepared, args, { encoding: 'utf8' });
  call(
    '-m',
    'build',
    '--wheel',
    '--no-isolation',
    '--outdir',
    folder,
    fileURLToPath(new URL('../../../python', import.meta.url)),
  );
  const wheel = readdirSync(folder).find((name) => name.endsWith('.whl')) ?? '';
  call('-m', 'venv', '--without-pip', join(folder, 'venv'));
  const site = (of: string) =>
    execFileSync(of, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).trim();
  writeFileSync(join(site(python), 'needs.pth'), `${site(prepared)}\n`);
  call('-m', 'pip', '--python', python, 'install', '--quiet', '--no-index', '--no-deps', join(folder, wheel));
  return {
    folder,
    async run(env, ...args) {
      const { stdout } = await promisify(execFile)(python, args, { cwd: folder, env: { ...process.env, ...env } });
      return stdout;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export const scriptAt = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const linesOf = (printed: string): readonly string[] => printed.trim().split('\n');
