import pc from 'picocolors';
import { entriesOf, type LossCounts } from '../../core/migrate/fit/losses.ts';
import { lossWords } from '../../core/migrate/loss-words.ts';
import { lossesOf } from '../../core/migrate/make-plan.ts';
import type { Plan } from '../../core/migrate/plan-file.ts';
import type { MoveReport } from '../../core/migrate/report.ts';
import { printable } from '../printable.ts';

const number = new Intl.NumberFormat('en-US');

export function count(value: number, what: string): string {
  return `${number.format(value)} ${what}${value === 1 ? '' : 's'}`;
}

export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [size, unit] = [value, 0];
  while (size >= 1000 && unit < units.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${unit === 0 ? number.format(size) : size.toFixed(1)} ${units[unit] ?? ''}`;
}

/** Every loss with its count, what it means and the first few of them. */
export function renderLosses(losses: LossCounts): readonly string[] {
  const entries = entriesOf(losses);
  if (entries.length === 0) return ['Nothing is lost.'];
  return entries.flatMap(([code, { count: times, examples }]) => [
    `  ${pc.bold(code.padEnd(18))} ${number.format(times).padStart(9)}  ${lossWords[code]}`,
    ...[...new Set(examples)]
      .filter((example) => example !== 'run')
      .map((example) => `      ${pc.dim(printable(example))}`),
  ]);
}

function costOf({ estimate, from, to }: Plan): string {
  const calls = `${number.format(estimate.from.calls)} calls of ${from.source}, ${number.format(estimate.to.calls)} of ${to.source}`;
  const each = `${estimate.from.callMs} and ${estimate.to.callMs} ms`;
  return `${calls}; ${duration(estimate.seconds)} if each takes ${each}, as those of the plan did`;
}

function duration(seconds: number): string {
  if (seconds < 120) return count(seconds, 'second');
  return seconds < 7200 ? count(Math.round(seconds / 60), 'minute') : count(Math.round(seconds / 3600), 'hour');
}

export function renderPlan(plan: Plan, file: string): string {
  const { runs, models, projects, from, to, exact, options, present } = plan;
  const sum = (of: (run: (typeof runs)[number]) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const told = runs.filter(({ points }) => points !== null);
  const points = number.format(sum((run) => run.points ?? 0));
  const running = runs.filter((run) => run.running).length;
  const version = to.version === null ? '' : ` ${to.version}`;
  const unsure = sum(({ series }) => series);
  return [
    `${pc.bold('From')} ${from.source} (${from.tracker}) ${pc.bold('to')} ${to.source} (${to.tracker}${version})`,
    '',
    `  ${count(runs.length, 'run')} in ${count(projects.length, 'project')}, ${number.format(present)} of them moved before`,
    `  ${told.length === runs.length ? points : `more than ${points}`} points in ${count(unsure, 'series').replace(/ss$/, 's')}`,
    `  ${count(
      sum(({ files }) => files),
      'file',
    )}, ${bytes(sum((run) => run.bytes))}`,
    ...(models.length === 0
      ? []
      : [
          `  ${count(models.length, 'registered model')} with ${count(
            models.reduce((total, { versions }) => total + versions.length, 0),
            'version',
          )}`,
        ]),
    `  ${costOf(plan)}`,
    ...projects.map(({ from: old, to: name }) => `  ${printable(old)} becomes ${printable(name)}`),
    '',
    pc.bold('What the target does not hold as it is'),
    ...renderLosses(lossesOf(plan)),
    ...(exact
      ? []
      : [
          '',
          `  Losses that only points show are possible in ${number.format(unsure)} series: --deep counts them now, run counts them on its way.`,
        ]),
    ...(running === 0
      ? []
      : [
          '',
          `  ${count(running, 'run')} still ${running === 1 ? 'goes' : 'go'} on: ${options.running === 'skip' ? 'left out; --running snapshot moves what is there' : 'moved as they are now'}.`,
        ]),
    '',
    `Written to ${file}. Next: rungraph migrate run ${file}`,
  ].join('\n');
}

export function renderReport(report: MoveReport): string {
  const { counts, runs, models, points, files, losses, from, to } = report;
  const failed = [
    ...runs.filter(({ state }) => state === 'FAILED'),
    ...models.filter(({ state }) => state === 'FAILED').map(({ model, why }) => ({ run: `model ${model}`, why })),
  ];
  const skipped = runs.filter(({ state }) => state === 'SKIPPED');
  const changed = runs.filter((run) => run.changed).length;
  return [
    `${pc.bold('From')} ${from} ${pc.bold('to')} ${to}, planned ${report.plannedAt}${report.lastAt === null ? '' : `, last written ${report.lastAt}`}`,
    '',
    `  ${count(counts.MOVED, 'run')} moved and read back equal, ${counts.FAILED} failed, ${counts.SKIPPED} left out, ${counts.WAITING} not yet`,
    `  ${count(points, 'point')}, ${count(files, 'file')}, ${bytes(report.bytes)}`,
    ...toldModels(models),
    ...(changed === 0
      ? []
      : [`  ${count(changed, 'run')} had changed since the plan was made, and were moved as they were found`]),
    ...(failed.length === 0 ? [] : ['', pc.bold('Failed')]),
    ...failed.map(({ run, why }) => `  ${printable(run)}: ${printable(why ?? '')}`),
    ...(skipped.length === 0 ? [] : ['', pc.bold('Left out')]),
    ...skipped.map(({ run, why }) => `  ${printable(run)}: ${printable(why ?? '')}`),
    '',
    pc.bold('What the target does not hold as it was'),
    ...renderLosses(losses),
  ].join('\n');
}

function toldModels(models: MoveReport['models']): readonly string[] {
  if (models.length === 0) return [];
  const of = (state: MoveReport['models'][number]['state']): number =>
    models.filter((model) => model.state === state).length;
  const versions = models.reduce((sum, model) => sum + (model.state === 'MOVED' ? model.versions : 0), 0);
  const lost = of('LOST') === 0 ? '' : `, ${of('LOST')} lost`;
  return [
    `  ${count(of('MOVED'), 'registered model')} moved with ${count(versions, 'version')}, ${of('FAILED')} failed${lost}, ${of('WAITING')} not yet`,
  ];
}
