import { ledgerOf, readLedger } from '../../core/migrate/ledger.ts';
import { readPlan } from '../../core/migrate/plan-file.ts';
import { makeReport } from '../../core/migrate/report.ts';
import { runPlan } from '../../core/migrate/run-plan.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { printable } from '../printable.ts';
import { openWorld, type WorldOptions } from './open-world.ts';
import { openMoveProgress } from './progress.ts';
import { renderReport } from './render.ts';
import { told } from './told.ts';

export interface RunCommand extends WorldOptions {
  readonly parallel: number;
  readonly json?: boolean;
}

/** `rungraph migrate run`: moves what is not moved yet. Ctrl-C ends it after what is under way, twice at once. */
export function run(file: string, options: RunCommand): Promise<ExitCode> {
  return told(async () => {
    const plan = await readPlan(file);
    const world = await openWorld(options);
    const points = plan.runs.reduce<number | null>(
      (sum, one) => (sum === null || one.points === null ? null : sum + one.points),
      0,
    );
    const progress = openMoveProgress({ runs: plan.runs.length, points });
    let stopped = false;
    const stop = (): void => {
      if (stopped) process.exit(130);
      stopped = true;
      process.stderr.write('\nEnding after the runs that are under way; Ctrl-C again ends at once.\n');
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    try {
      const ledgerFile = ledgerOf(file);
      const summary = await runPlan(plan, {
        ...world,
        ledgerFile,
        parallel: options.parallel,
        isStopped: () => stopped,
        onEvent: progress.note,
        onWait: progress.say,
      });
      progress.stop();
      const report = makeReport(plan, await readLedger(ledgerFile));
      const { doubles, unended } = summary;
      if (options.json) process.stdout.write(`${JSON.stringify({ ...report, doubles, unended }, null, 2)}\n`);
      else process.stdout.write(`${renderReport(report)}\n`);
      for (const double of doubles) {
        process.stderr.write(`${double} is there more than once: remove one of its copies by hand.\n`);
      }
      if (unended !== null) {
        process.stderr.write(`${printable(`The move is not ended: ${unended}`)}\nRun the same command again.\n`);
      }
      const isWhole = summary.failed + summary.left + doubles.length === 0 && unended === null;
      return isWhole ? exitCodes.ok : exitCodes.failed;
    } finally {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      progress.stop();
      await world.close();
    }
  });
}
