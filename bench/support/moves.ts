import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeArchive } from '../../adapters/neptune/sample/write-archive.ts';
import { plainRun, seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';
import { line } from './print.ts';
import { startRungraph, type Command, type Ended } from '../../test/e2e/command.ts';

/** Runs at a time. */
export const parallel = 4;
export const startedAt = Date.UTC(2026, 0, 1);

export interface Size {
  readonly runs: number;
  readonly series: number;
  readonly points: number;
}

/** Runs with series of one length. */
export function sampleOf({ runs, series, points }: Size): SampleData {
  const random = seededRandom(5);
  const made = Array.from({ length: runs }, (_run, number) =>
    plainRun({
      key: `r${String(number)}`,
      project: 'bench',
      name: `run ${String(number)}`,
      startedAt,
      endedAt: startedAt + 1_000,
      params: [{ key: 'lr', value: 'low' }],
      metrics: Array.from({ length: series }, (_series, key) => ({
        key: `m${String(key)}`,
        context: {},
        points: Array.from({ length: points }, (_point, step) => ({
          step,
          value: random(),
          timestamp: startedAt + step,
        })),
      })),
    }),
  );
  return { projects: [{ name: 'bench', description: null, createdAt: startedAt }], runs: made };
}

/** How a move went. */
export interface Moved {
  /** Points a second, with every value read back. */
  readonly rate: number;
  /** MiB that the command held after a tenth of the runs, and at the end. */
  readonly earlyMb: number;
  readonly lateMb: number;
  readonly peakMb: number;
}

/** A move out of an export, as its user makes it: by the command. */
export async function move(target: Readonly<Record<string, unknown>>, data: SampleData): Promise<Moved> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  const path = join(folder, 'data');
  try {
    await writeArchive(data, { folder: path, line: '3.x', workspace: 'acme' });
    return await moveIn(folder, { tracker: 'neptune', path }, target, data.runs.length);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same between two sources, as a config names them. Config, plan and ledger lie in the folder. */
export async function moveIn(
  folder: string,
  source: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, unknown>>,
  runs: number,
): Promise<Moved> {
  await compileCommand();
  await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources: { old: source, new: target } }));
  await endWell(startRungraph(['migrate', 'plan', '--from', 'old', '--to', 'new'], { cwd: folder }));
  const command = startRungraph(['migrate', 'run', 'plan.json', '--json', '--parallel', String(parallel)], {
    cwd: folder,
  });
  const ledger = join(folder, 'plan.ledger.jsonl');
  const began = performance.now();
  let [earlyMb, lateMb, peakMb, isOver] = [0, 0, 0, false];
  const watching = (async () => {
    while (!isOver) {
      await sleep(200);
      const held = await heldBy(command.child.pid ?? 0);
      if (held === null) continue;
      lateMb = held;
      peakMb = Math.max(peakMb, held);
      if (earlyMb === 0 && (await doneRuns(ledger)) >= runs / 10) earlyMb = held;
    }
  })();
  const { stdout } = await endWell(command);
  const took = performance.now() - began;
  isOver = true;
  await watching;
  const { points } = z.object({ points: z.number() }).parse(JSON.parse(stdout));
  return { rate: (points * 1000) / took, earlyMb, lateMb, peakMb };
}

/** Prints what a move of many runs held. */
export function printMemory({ earlyMb, lateMb, peakMb }: Moved): void {
  const grown = `${((100 * (lateMb - earlyMb)) / earlyMb).toFixed(0)} %`;
  line('  memory grows behind a tenth of the runs', grown, 'goal: below 25 %');
  line('  at most', `${peakMb.toFixed(0)} MiB`, 'goal: below 300 MB');
}

async function endWell({ ended }: Command): Promise<Ended> {
  const told = await ended;
  if (told.code !== 0) throw new Error(told.stderr || told.stdout);
  return told;
}

/** MiB of memory; null where the process is gone. */
async function heldBy(pid: number): Promise<number | null> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim() === '' ? null : Number(stdout) / 1024;
}

/** Runs that are complete. */
async function doneRuns(ledger: string): Promise<number> {
  const text = await readFile(ledger, 'utf8').catch(() => '');
  return text.split('"kind":"done"').length - 1;
}

/** Brings build/ up to date, from where the command starts. */
async function compileCommand(): Promise<void> {
  const code = "import('./tools/compile-commands.js').then(({ default: compile }) => compile())";
  const root = fileURLToPath(new URL('../..', import.meta.url));
  await promisify(execFile)(process.execPath, ['-e', code], { cwd: root });
}
