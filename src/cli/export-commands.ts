import { Command, Option } from '@commander-js/extra-typings';
import type { ExitCode } from './exit-codes.ts';

const formats = ['csv', 'jsonl', 'json', 'arrow', 'parquet'] as const;

type Finish = (command: () => Promise<ExitCode>) => Promise<void>;

/** `rungraph export`, with a command for each kind of table. */
export function exportCommand(finish: Finish, toCount: (most: number) => (text: string) => number): Command {
  const count = toCount(1_000_000_000);
  const withCommon = (name: string, description: string) =>
    new Command(name)
      .description(description)
      .argument('[expression]', 'such as "metrics.val_acc > 0.9"; every run without it')
      .addOption(new Option('-c, --config <file>', 'the config file').default('rungraph.yaml'))
      .option('-o, --output <file>', 'where to; - is stdout', '-')
      .addOption(new Option('--format <format>', 'by the name of the file, if left out').choices(formats))
      .option('--source <id...>', 'only these sources')
      .option('--project <ref...>', 'only these projects: source/native-id')
      .option('--sort <values>', 'by these values, with commas between; - in front puts the greatest first')
      .addOption(new Option('--first <count>', 'at most so many runs; all without it').argParser(count))
      .option('--partial', 'take what there is where a source fails')
      .addOption(
        new Option('-H, --header <header>', 'what a client would send along; may be repeated')
          .argParser((value: string, before: readonly string[]) => [...before, value])
          .default([] as readonly string[], 'none'),
      )
      .addOption(
        new Option('--log-level <level>', 'what goes to stderr')
          .choices(['silent', 'warn', 'info'] as const)
          .default('silent' as const),
      );

  const runs = withCommon('runs', 'a row a run')
    .option('--columns <values>', 'such as name,params.lr,max(metrics.val_acc), or *', 'name,status,startedAt')
    .action((where, options) => finish(async () => (await import('./export.ts')).exportTable('runs', where, options)));
  const series = withCommon('series', 'a row a point, or curves side by side')
    .requiredOption('--metric <keys...>', 'which; train/* is every key that starts so')
    .addOption(
      new Option('--align <how>', 'curves side by side').choices(['UNION', 'INTERSECT', 'ASOF', 'LINEAR'] as const),
    )
    .addOption(new Option('--max-points <count>', 'at most so many points of a curve').argParser(count))
    .action((where, options) =>
      finish(async () => (await import('./export.ts')).exportTable('series', where, options)),
    );
  const command = new Command('export').description('write all of an answer as a table: CSV, JSON, Arrow, Parquet');
  command.addCommand(runs);
  command.addCommand(series);
  return command;
}
