import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import { neptune } from '../../../adapters/neptune/index.ts';
import { writeArchive } from '../../../adapters/neptune/sample/write-archive.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { OpenTarget, Target } from '../../conformance/target.ts';
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
      return (await fill(data, line)).serve(id);
    },
    async openDamaged(data, id) {
      const filled = await fill(data, line);
      const lostRun = 'instant';
      const own = await filesOf(filled.path, filled.runIds.get(lostRun) ?? '');
      for (const file of own) await writeFile(file, (await readFile(file)).subarray(0, 300));
      const damaged = (own[0] ?? '').split('/').slice(-2).join('/');
      return { ...(await filled.serve(id)), damaged, lostRun };
    },
  };
}

interface Filled {
  readonly path: string;
  readonly runIds: ReadonlyMap<string, string>;
  readonly serve: (id: string) => Promise<OpenTarget>;
}

/** An export of a data set, and a way to open it. */
async function fill(data: SampleData, line: '2.x' | '3.x'): Promise<Filled> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-archive-'));
  const kept = { ...data, runs: data.runs.map((run) => ({ ...keepOnNeptune(run, line), datasets: run.datasets })) };
  const [path, filesPath] = [join(folder, 'data'), join(folder, 'files')];
  const options = { folder: path, filesFolder: filesPath, line, workspace: 'acme', ...small };
  const runIds = await writeArchive(kept, options);
  return {
    path,
    runIds,
    serve(id: string): Promise<OpenTarget> {
      const settings = { path, filesPath };
      return openTarget(neptune, { id, settings, runIds, close: () => rm(folder, { recursive: true }) });
    },
  };
}

/** The parts of a run, whose names hold its id. */
async function filesOf(path: string, nativeId: string): Promise<readonly string[]> {
  const id = nativeId.split('/').at(-1) ?? '';
  const names = await readdir(path, { recursive: true });
  return names.filter((name) => name.includes(id) && name.endsWith('.parquet')).map((name) => join(path, name));
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
