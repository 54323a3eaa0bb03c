import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import { rungraph, startRungraph, type Ended } from '../e2e/command.ts';
import { at } from './json-at.ts';
import { archiveRuns } from './many-runs.ts';

export interface KilledMove {
  /** The target, as a config names it. */
  readonly target: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly runs: number;
  readonly kills: number;
  /** Kills the target's server and starts it again: before one kill in three, and the move goes on meanwhile. */
  readonly restartTarget?: () => Promise<void>;
}

interface Survived {
  /** Kills that met a command that was still at work. */
  readonly hits: number;
  /** The run that was not killed, and a verification after it. */
  readonly last: Ended;
  readonly verified: Ended;
}

/** Moves runs of an archive by the command, kills the command again and again, and lets the last one end. */
async function moveAndKill({ target, seed, runs, kills, restartTarget }: KilledMove): Promise<Survived> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-killed-'));
  const random = seededRandom(seed);
  try {
    const sources = { old: await archiveRuns(folder, runs, random), new: target };
    await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
    const own = { cwd: folder };
    const planned = await rungraph(['migrate', 'plan', '--from', 'old', '--to', 'new'], own);
    if (planned.code !== 0) throw new Error(planned.stderr);
    const ledger = join(folder, 'plan.ledger.jsonl');
    let hits = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, ended } = startRungraph(['migrate', 'run', 'plan.json', '--patience', '60'], own);
      // By what it has done, and not by the clock: a machine may be slow.
      const doSome = async (): Promise<void> => {
        const wanted = (await linesOf(ledger)) + 1 + Math.floor(random() * mostLines);
        while (child.exitCode === null && (await linesOf(ledger)) < wanted) await sleep(5);
        await sleep(random() * lateMs);
      };
      await doSome();
      if (restartTarget !== undefined && random() < 1 / 3) {
        await restartTarget();
        await doSome();
      }
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
