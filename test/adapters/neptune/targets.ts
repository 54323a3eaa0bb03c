import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import { neptune } from '../../../adapters/neptune/index.ts';
import { writeArchive } from '../../../adapters/neptune/sample/write-archive.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { Target } from '../../conformance/target.ts';
import { keepOnNeptune, keepOnServer } from './limitations.ts';

/** Small row groups and parts, so that every series lies in several of both. */
const small = { batchRows: 7, partBytes: 30_000 };

function archive(line: '2.x' | '3.x'): Target {
  return {
    name: `an export of Neptune ${line}`,
    keep: (run) => keepOnNeptune(run, line),
    paramsAreText: false,
    artifacts: { datasets: line === '2.x', files: true, models: false, registry: false },
    waivers: [
      {
        check: 'projects',
        reason: 'an export is made of runs, so that a project without any leaves no trace',
        version: 'exporter of 2026-02-27',
      },
    ],
    async open(data, id) {
      const folder = await mkdtemp(join(tmpdir(), 'rungraph-archive-'));
      const kept = { ...data, runs: data.runs.map((run) => ({ ...keepOnNeptune(run, line), datasets: run.datasets })) };
      const [path, filesPath] = [join(folder, 'data'), join(folder, 'files')];
      const runIds = await writeArchive(kept, {
        folder: path,
        filesFolder: filesPath,
        line,
        workspace: 'acme',
        ...small,
      });
      const settings = { path, filesPath };
      return openTarget(neptune, { id, settings, runIds, close: () => rm(folder, { recursive: true }) });
    },
  };
}

function server(line: '2.x' | '3.x'): Target {
  return {
    name: `the emulator of Neptune ${line}`,
    keep: (run) => keepOnServer(run, line),
    paramsAreText: false,
    artifacts: { datasets: line === '2.x', files: true, models: false, registry: false },
    waivers: [
      {
        check: 'one-call-a-page',
        reason: 'entries/search takes one projectIdentifier: a page over several projects costs a call for each',
        version: line,
      },
    ],
    async open(data, id) {
      const kept = { ...data, runs: data.runs.map((run) => ({ ...keepOnServer(run, line), datasets: run.datasets })) };
      const emulator = await startNeptuneEmulator({ port: 0, line, data: kept });
      const { url, source: settings, runIds } = emulator;
      return openTarget(neptune, { id, settings: { url, ...settings }, runIds, close: () => emulator.close() });
    },
  };
}

/** What the conformance suite is run against for this tracker. */
export const targets: readonly Target[] = [archive('3.x'), archive('2.x'), server('3.x'), server('2.x')];
