import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeArchive } from '../../adapters/neptune/sample/write-archive.ts';
import { plainRun, seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';
import { rungraph, startRungraph, type Ended } from '../e2e/command.ts';
import { at } from './json-at.ts';

export interface KilledMove {
  /** The target, as a config names it. */
  readonly target: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly runs: number;
  readonly kills: number;
}

interface Survived {
  /** Kills that met a command that was still at work. */
  readonly hits: number;
  /** The run that was not killed, and a verification after it. */
  readonly last: Ended;
  readonly verified: Ended;
}

/** Moves runs of an archive by the command, kills the command again and again, and lets the last one end. */
async function moveAndKill({ target, seed, runs, kills }: KilledMove): Promise<Survived> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-killed-'));
  const random = seededRandom(seed);
  try {
    const [path, filesPath] = [join(folder, 'data'), join(folder, 'files')];
    await writeArchive(manyRuns(runs, random), {
      folder: path,
      filesFolder: filesPath,
      line: '3.x',
      workspace: 'acme',
    });
    const sources = { old: { tracker: 'neptune', path, filesPath }, new: target };
    await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
    const own = { cwd: folder };
    const planned = await rungraph(['migrate', 'plan', '--from', 'old', '--to', 'new'], own);
    if (planned.code !== 0) throw new Error(planned.stderr);
    const ledger = join(folder, 'plan.ledger.jsonl');
    let hits = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended } = startRungraph(['migrate', 'run', 'plan.json', '--patience', '5'], own);
      // By what it has done, and not by the clock: a machine may be slow.
      const wanted = (await linesOf(ledger)) + 1 + Math.floor(random() * mostLines);
      while (child.exitCode === null && (await linesOf(ledger)) < wanted) await sleep(5);
      await sleep(random() * lateMs);
      if (child.exitCode === null) hits += 1;
      child.kill('SIGKILL');
      await ended;
    }
    const last = await rungraph(['migrate', 'run', 'plan.json', '--json'], own);
    return { hits, last, verified: await rungraph(['migrate', 'verify', 'plan.json', '--json'], own) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every run is there once and as it was, and each kill met a command that was at work. */
export async function expectSurvived(move: KilledMove): Promise<void> {
  const { hits, last, verified } = await moveAndKill(move);
  expect({ code: last.code, stderr: last.stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(last.stdout)).toMatchObject({ counts: { MOVED: move.runs, FAILED: 0 }, doubles: [] });
  expect([verified.code, at(JSON.parse(verified.stdout), 'equal')]).toEqual([0, move.runs]);
  expect(hits).toBe(move.kills);
}

/** A kill comes after so many more lines of the ledger at the most, and so late behind the last one. */
const mostLines = 7;
const lateMs = 50;

async function linesOf(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').length - 1;
}

/** Runs with what is dangerous to send twice: NaN, many keys, points of one step; and with files and archived ones. */
function manyRuns(count: number, random: () => number): SampleData {
  const startedAt = Date.parse('2024-03-01T08:00:00Z');
  const runs = Array.from({ length: count }, (_run, number) => {
    const own = startedAt + number * 60_000;
    const point = (step: number) => ({
      step,
      value: random() < 0.05 ? Number.NaN : random(),
      timestamp: own + step * 1000,
    });
    const long = ['loss', 'acc', 'val/loss'].map((key) => ({
      key,
      context: {},
      points: Array.from({ length: 200 + Math.floor(random() * 900) }, (_point, step) => point(step)),
    }));
    const wide = Array.from({ length: number % 10 === 0 ? 130 : 2 }, (_metric, key) => ({
      key: `layer/${String(key)}`,
      context: {},
      points: [point(0), point(1)],
    }));
    return plainRun({
      key: `run-${String(number)}`,
      project: 'vision',
      name: `run ${String(number)}`,
      startedAt: own,
      endedAt: own + 3_600_000,
      archived: number % 7 === 3,
      params: Array.from({ length: 12 }, (_param, key) => ({ key: `p${String(key)}`, value: random() })),
      tags: [{ key: 'kept', value: null }],
      metrics: [...long, ...wide],
      files:
        number % 3 === 0 ? [{ path: 'model/weights.txt', content: `weights ${String(random())}\n`.repeat(500) }] : [],
    });
  });
  return { projects: [{ name: 'vision', description: null, createdAt: startedAt }], runs };
}
