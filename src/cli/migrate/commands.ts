import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { lossCodes, type LossCode } from '../../contract/write-table.ts';
import { usualParallel } from '../../core/migrate/estimate-move.ts';
import type { FilePolicy } from '../../core/migrate/source-files.ts';
import type { ExitCode } from '../exit-codes.ts';

/** Runs a command to its end and sets the exit code of the process. */
export type Finish = (command: () => Promise<ExitCode>) => Promise<void>;

const config = () => new Option('-c, --config <file>', 'the config file').default('rungraph.yaml');
const json = () => new Option('--json', 'print JSON, for scripts');
const logLevel = () =>
  new Option('--log-level <level>', 'what goes to stderr')
    .choices(['silent', 'warn', 'info'] as const)
    .default('silent' as const);
const patience = () =>
  new Option('--patience <seconds>', 'how long a tracker that does not answer is waited for')
    .argParser(toCount)
    .default(60);

/** `rungraph migrate …`: moves runs from one tracker to another, and proves it. */
export function migrateCommand(finish: Finish) {
  const migrate = new Command('migrate').description('move runs from one source of the config to another');

  migrate
    .command('plan')
    .description('count what a move would be about and what it would lose; writes nothing but the plan')
    .requiredOption('--from <source>', 'the source that is read')
    .requiredOption('--to <source>', 'the source that is written to')
    .option('-o, --output <file>', 'where the plan goes', 'plan.json')
    .option('--where <text>', 'which runs, in the language of the gateway’s `where`')
    .addOption(
      new Option('--project <old=new>', 'moves this project only, under the new name; may be repeated')
        .argParser((value: string, before: readonly string[]) => [...before, value])
        .default([] as readonly string[], 'every project, under its own name'),
    )
    .addOption(
      new Option('--archived <which>', 'archived runs: moved and archived there, left out, or alone')
        .choices(['include', 'exclude', 'only'] as const)
        .default('include' as const),
    )
    .addOption(
      new Option('--artifacts <which>', 'which files: all, none, or under:1GB')
        .argParser(toPolicy)
        .default({ kind: 'all' }, 'all'),
    )
    .option('--no-models', 'leave registered models and their versions out')
    .addOption(
      new Option('--running <what>', 'runs that still go on: skip, snapshot, or wait until they end')
        .choices(['skip', 'snapshot', 'wait'] as const)
        .default('skip' as const),
    )
    .option('--as <name>', 'what the source was called when it was moved before')
    .option('--deep', 'read every series, to count what only points show; those of files on disk are read anyway')
    .addOption(
      new Option('--shallow', 'read no series, of files neither: for a first look at a large export').conflicts('deep'),
    )
    .option('--strict', 'refuse every loss that --allow does not name')
    .addOption(
      new Option('--allow <codes>', 'losses that --strict allows, such as VALUE_CUT,ID_NEW')
        .argParser(toCodes)
        .default([] as readonly LossCode[], 'none'),
    )
    .addOption(patience())
    .addOption(config())
    .addOption(json())
    .addOption(logLevel())
    .action((options) => finish(async () => (await import('./plan.ts')).plan(options)));

  migrate
    .command('run')
    .description('move what a plan names; started again, it goes on where it was')
    .argument('<plan>', 'the plan')
    .addOption(new Option('--parallel <runs>', 'how many runs at a time').argParser(toCount).default(usualParallel))
    .addOption(patience())
    .addOption(config())
    .addOption(json())
    .addOption(logLevel())
    .action((file, options) => finish(async () => (await import('./run.ts')).run(file, options)));

  migrate
    .command('verify')
    .description('compare every copy with its source, value by value; writes nothing')
    .argument('<plan>', 'the plan')
    .addOption(new Option('--parallel <runs>', 'how many runs at a time').argParser(toCount).default(usualParallel))
    .addOption(patience())
    .addOption(config())
    .addOption(json())
    .addOption(logLevel())
    .action((file, options) => finish(async () => (await import('./verify.ts')).verify(file, options)));

  migrate
    .command('status')
    .description('tell how far a move is, from another shell too; asks no tracker')
    .argument('<plan>', 'the plan')
    .addOption(json())
    .action((file, options) => finish(async () => (await import('./report.ts')).status(file, options)));

  migrate
    .command('report')
    .description('tell what was moved, what was lost and what failed; asks no tracker')
    .argument('<plan>', 'the plan')
    .option('--html <file>', 'write a page that needs nothing else')
    .addOption(json())
    .action((file, options) => finish(async () => (await import('./report.ts')).report(file, options)));

  return migrate;
}

/** `rungraph parity …`: compares two sources, whether or not runs were moved between them. */
export function parityCommand(finish: Finish) {
  return new Command('parity')
    .description('tell how far two sources hold the same runs; writes nothing')
    .argument('<one>', 'a source of the config')
    .argument('<other>', 'another')
    .option('--where <text>', 'which runs, in the language of the gateway’s `where`')
    .addOption(
      new Option('--project <one=other>', 'compares this project only, by its name at the other; may be repeated')
        .argParser((value: string, before: readonly string[]) => [...before, value])
        .default([] as readonly string[], 'every project, under its own name'),
    )
    .option('--key <key>', 'what tells runs apart, such as tags.job; the name and the start, if left out')
    .option('--as <name>', 'what the first source was called when its runs were moved')
    .addOption(new Option('--every <time>', 'look again so often, such as 1h, and write a line').argParser(toMs))
    .addOption(new Option('--parallel <runs>', 'how many runs at a time').argParser(toCount).default(usualParallel))
    .addOption(patience())
    .addOption(config())
    .addOption(json())
    .addOption(logLevel())
    .action((one, other, options) => finish(async () => (await import('./parity.ts')).parity(one, other, options)));
}

function toMs(text: string): number {
  const [, number = '', unit = ''] = /^(\d+)(s|m|h|d)$/.exec(text) ?? [];
  const factor = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit];
  const ms = Number(number) * (factor ?? 0);
  // Timers count to 2^31 milliseconds.
  if (ms > 0 && ms < 2 ** 31) return ms;
  throw new InvalidArgumentError('It must be such as 30s, 10m, 1h or 1d, and less than 25 days.');
}

function toCount(text: string): number {
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 on.');
}

const units = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const;

function toPolicy(text: string): FilePolicy {
  if (text === 'all' || text === 'none') return { kind: text };
  const [, number = '', unit = ''] = /^under:(\d+(?:\.\d+)?)(B|KB|MB|GB|TB)$/i.exec(text) ?? [];
  const factor = Object.entries(units).find(([name]) => name === unit.toUpperCase())?.[1];
  if (factor === undefined) throw new InvalidArgumentError('It must be all, none, or such as under:500MB.');
  return { kind: 'under', bytes: Math.round(Number(number) * factor) };
}

function toCodes(text: string): readonly LossCode[] {
  return text.split(',').map((word) => {
    const code = lossCodes.find((known) => known === word.trim().toUpperCase());
    if (code === undefined)
      throw new InvalidArgumentError(`There is no loss ${word}; there are: ${lossCodes.join(', ')}.`);
    return code;
  });
}
