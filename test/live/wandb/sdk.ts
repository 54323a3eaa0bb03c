import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sampleKey } from '../../../adapters/wandb/emulator/start.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { environment } from '../support/server.ts';
import type { Recording } from './recordings.ts';

/** W&B's own SDK, with a home of its own. */
export interface Sdk {
  /** Where offline runs lie. */
  readonly folder: string;
  record(runs: readonly Recording[], mode?: 'online' | 'offline'): Promise<void>;
  /** The last line that a script of this folder prints, parsed. */
  run(script: string, args: readonly string[], mode?: 'online' | 'offline'): Promise<unknown>;
  /** Sends runs of folders, as people do who recorded them without a server. */
  sync(folders: readonly string[]): Promise<void>;
  remove(): void;
}

/** `url` is what it takes for W&B. Offline it is asked for nothing. */
export function openSdk(url: string): Sdk {
  const folder = mkdtempSync(join(tmpdir(), 'rungraph-wandb-'));
  const settings = {
    HOME: folder,
    WANDB_DIR: folder,
    WANDB_CACHE_DIR: join(folder, 'cache'),
    WANDB_DATA_DIR: join(folder, 'data'),
    WANDB_ERROR_REPORTING: 'false',
    WANDB_BASE_URL: url,
    WANDB_API_KEY: sampleKey,
  };

  // The emulator lives in this process: nothing here may wait for Python in a way that stops it.
  const execute = (program: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
    promisify(execFile)(join(environment('wandb'), 'bin', program), args, { env, cwd: folder, maxBuffer: 1 << 28 });

  async function python(script: string, args: readonly string[], mode = 'online'): Promise<string> {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const env = { ...process.env, ...settings, WANDB_MODE: mode };
    const { stdout } = await execute('python', [path, ...args], env);
    return stdout.trimEnd().split('\n').at(-1) ?? '';
  }

  return {
    folder,
    async record(runs, mode) {
      const file = join(folder, 'data.json');
      writeFileSync(file, writeJson(runs));
      await python('seed.py', [file], mode);
    },
    run: async (script, args, mode) => parseJson(await python(script, args, mode)),
    async sync(folders) {
      await execute('wandb', ['sync', '--yes', ...folders], { ...process.env, ...settings });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
