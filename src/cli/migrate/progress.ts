import { MultiBar, SingleBar } from 'cli-progress';
import type { MoveEvent } from '../../core/migrate/run-plan.ts';
import { printable } from '../printable.ts';
import { bytes } from './render.ts';

/** A count on stderr for somebody who waits; silent where nobody looks. */
export interface Counter {
  readonly update: (done: number) => void;
  /** Says what a source is busy with, until the next run. */
  readonly say: (progress: string) => void;
  readonly stop: () => void;
}

const looks = {
  stream: process.stderr,
  clearOnComplete: true,
  hideCursor: true,
  barCompleteChar: '=',
  barIncompleteChar: ' ',
} as const;

/** How many runs were looked at, where nobody knows how many there are. */
export function openCounter(what: string): Counter {
  const bar = new SingleBar({ ...looks, format: `${what}: {value} runs, {duration_formatted}{busy}` });
  bar.start(0, 0, { busy: '' });
  return {
    update(done) {
      bar.setTotal(done);
      bar.update(done, { busy: '' });
    },
    say(progress) {
      bar.update({ busy: `; ${printable(progress)}` });
    },
    stop: () => {
      bar.stop();
    },
  };
}

export interface MoveProgress {
  readonly note: (event: MoveEvent) => void;
  /** Says what a source is busy with. */
  readonly say: (progress: string) => void;
  readonly stop: () => void;
}

/** Bars for runs and points on a terminal; elsewhere a line for each run that fails, and one every so often. */
export function openMoveProgress(expected: { readonly runs: number; readonly points: number | null }): MoveProgress {
  const startedAt = Date.now();
  let [done, failed, points, sent] = [0, 0, 0, 0];
  const rate = (): string => `${Math.round(points / Math.max(1, (Date.now() - startedAt) / 1000))} points/s`;
  if (!process.stderr.isTTY) {
    let saidAt = Date.now();
    let waiting = 0;
    return {
      note(event) {
        if (event.kind === 'began') done = event.done;
        if (event.kind === 'points') points += event.count;
        if (event.kind === 'done' || event.kind === 'skipped') done += 1;
        if (event.kind === 'failed')
          process.stderr.write(`${printable(`failed: ${event.run.id}: ${event.message}`)}\n`);
        if (event.kind === 'model' && event.failure !== null)
          process.stderr.write(`${printable(`failed: model ${event.model.name}: ${event.failure}`)}\n`);
        if (event.kind === 'waiting' && event.runs !== waiting) {
          waiting = event.runs;
          process.stderr.write(`${waitsFor(waiting)}\n`);
        }
        if (Date.now() - saidAt < everyMs) return;
        saidAt = Date.now();
        process.stderr.write(`${done}/${expected.runs} runs, ${points} points, ${rate()}\n`);
      },
      say(progress) {
        process.stderr.write(`${printable(progress)}\n`);
      },
      stop: () => undefined,
    };
  }
  const bars = new MultiBar(looks);
  const ofRuns = bars.create(
    expected.runs,
    0,
    { failed: 0, waits: '' },
    { format: 'runs   |{bar}| {value}/{total}, {failed} failed, {eta_formatted} left{waits}' },
  );
  const ofPoints = bars.create(
    expected.points ?? 1,
    0,
    { rate: '', sent: '' },
    { format: 'points |{bar}| {value}, {rate}, {sent} of files' },
  );
  return {
    note(event) {
      if (event.kind === 'began') done = event.done;
      if (event.kind === 'points') points += event.count;
      if (event.kind === 'bytes') sent += event.count;
      if (event.kind === 'done' || event.kind === 'skipped') done += 1;
      if (event.kind === 'failed') failed += 1;
      const waits = event.kind === 'waiting' ? `; ${waitsFor(event.runs)}` : '';
      ofRuns.update(done + failed, { failed, waits });
      if (expected.points === null) ofPoints.setTotal(Math.max(1, points));
      ofPoints.update(points, { rate: rate(), sent: bytes(sent) });
    },
    say(progress) {
      bars.log(`${printable(progress)}\n`);
    },
    stop: () => {
      bars.stop();
    },
  };
}

function waitsFor(runs: number): string {
  return `waits for ${runs === 1 ? 'a run that still goes on' : `${runs} runs that still go on`}`;
}

const everyMs = 10_000;
