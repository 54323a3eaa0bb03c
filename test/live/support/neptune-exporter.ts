import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findPython, prepareEnvironment } from './python.ts';

/** neptune-exporter, which loads an export of Neptune, and what has its shape, into other trackers. */
export interface NeptuneExporter {
  /** Loads an archive into an MLflow server. Answers what it logged, line by line: a run that fails is only told there. */
  load(archive: string, url: string): Promise<readonly string[]>;
}

/** What it takes to have it: it is on no package index, so that a checkout of it is named by a variable. */
export const howToName =
  'Set NEPTUNE_EXPORTER to the folder of a checkout of neptune-exporter (github.com/neptune-ai/neptune-exporter), ' +
  'which no package index has.';

/** Its code is taken from the checkout as it is, beside packages of its own. @throws where nobody named a checkout. */
export function openNeptuneExporter(): NeptuneExporter {
  const checkout = process.env['NEPTUNE_EXPORTER'];
  if (checkout === undefined || checkout === '') throw new Error(howToName);
  const sources = resolve(checkout, 'src');
  if (!existsSync(join(sources, 'neptune_exporter', 'loader_manager.py')))
    throw new Error(`${resolve(checkout)} is no checkout of neptune-exporter. ${howToName}`);
  const python = findPython();
  if (python === undefined) throw new Error('There is no Python 3.10 or newer with venv on this machine.');
  const requirements = new URL('neptune-exporter.txt', import.meta.url);
  const own = join(prepareEnvironment(python, 'neptune-exporter', requirements), 'bin', 'python');
  return {
    async load(archive, url) {
      const folder = await mkdtemp(join(tmpdir(), 'rungraph-loader-'));
      try {
        const [data, files] = ['data', 'files'].map((name) => join(archive, name));
        const child = spawn(
          own,
          [
            ...['-c', 'from neptune_exporter.main import main; main()', 'load', '--loader', 'mlflow'],
            ...['--mlflow-tracking-uri', url, '--data-path', data ?? '', '--files-path', files ?? ''],
            ...['--log-file', join(folder, 'load.log'), '--no-progress'],
          ],
          {
            cwd: folder,
            stdio: ['ignore', 'ignore', 'pipe'],
            env: {
              ...process.env,
              PYTHONPATH: sources,
              MLFLOW_DISABLE_TELEMETRY: 'true',
              MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR: 'false',
              DO_NOT_TRACK: 'true',
              GIT_PYTHON_REFRESH: 'quiet',
            },
          },
        );
        const said: unknown[] = [];
        child.stderr.setEncoding('utf8').on('data', (text) => said.push(text));
        const [status] = await once(child, 'close');
        if (status !== 0) throw new Error(`neptune-exporter failed: ${said.join('').slice(-3000)}`);
        // The name of the log gets the time at its end.
        const logs = (await readdir(folder)).filter((name) => name.startsWith('load'));
        const texts = await Promise.all(logs.map((name) => readFile(join(folder, name), 'utf8')));
        return texts.join('\n').trim().split('\n');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}
