import type { LossCode } from '../../contract/write-table.ts';
import { lossesOf, makePlan, refusedLosses } from '../../core/migrate/make-plan.ts';
import { writePlan } from '../../core/migrate/plan-file.ts';
import type { FilePolicy } from '../../core/migrate/source-files.ts';
import { CommandError, exitCodes, type ExitCode } from '../exit-codes.ts';
import { openWorld, type WorldOptions } from './open-world.ts';
import { openCounter } from './progress.ts';
import { renderLosses, renderPlan } from './render.ts';
import { told } from './told.ts';

export interface PlanCommand extends WorldOptions {
  readonly from: string;
  readonly to: string;
  readonly output: string;
  readonly where?: string;
  readonly project: readonly string[];
  readonly archived: 'include' | 'exclude' | 'only';
  readonly artifacts: FilePolicy;
  readonly models: boolean;
  readonly running: 'skip' | 'snapshot' | 'wait';
  readonly as?: string;
  readonly deep?: boolean;
  readonly shallow?: boolean;
  readonly strict?: boolean;
  readonly allow: readonly LossCode[];
  readonly json?: boolean;
}

const archived = { include: 'INCLUDE', exclude: 'EXCLUDE', only: 'ONLY' } as const;

/** `rungraph migrate plan`: reads, counts and writes the plan alone. */
export function plan(options: PlanCommand): Promise<ExitCode> {
  return told(async () => {
    const projects = readProjects(options.project);
    const world = await openWorld(options);
    const counter = openCounter('Planning');
    try {
      const made = await makePlan({
        ...world,
        from: options.from,
        to: options.to,
        where: options.where ?? null,
        archived: archived[options.archived],
        artifacts: options.artifacts,
        models: options.models,
        running: options.running,
        strict: options.strict ?? false,
        allow: options.allow,
        projects,
        knownAs: options.as ?? null,
        deep: options.deep ?? (options.shallow ? false : null),
        onRun: counter.update,
        onWait: counter.say,
      });
      counter.stop();
      const refused = refusedLosses(made);
      if (refused.length > 0) {
        const losses = Object.fromEntries(
          Object.entries(lossesOf(made)).filter(([code]) => refused.some((one) => one === code)),
        );
        const shown = renderLosses(losses).join('\n');
        const message = `No plan was written: --strict allows none of these losses.\n${shown}\nAllow them by name: --allow ${refused.join(',')}`;
        throw new CommandError(message, exitCodes.failed);
      }
      await writePlan(options.output, made);
      const { runs, models, ...head } = made;
      const counts = { runs: runs.length, models: models.length };
      const summary = { ...head, output: options.output, ...counts, losses: lossesOf(made) };
      process.stdout.write(`${options.json ? JSON.stringify(summary, null, 2) : renderPlan(made, options.output)}\n`);
      return exitCodes.ok;
    } finally {
      counter.stop();
      await world.close();
    }
  });
}

/** Pairs of names, such as `acme/vision=vision`. */
export function readProjects(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
      throw new CommandError(`--project ${pair} must be such as --project 'acme/vision=vision'.`);
    }),
  );
}
