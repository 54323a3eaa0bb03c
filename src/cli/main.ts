#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import pc from 'picocolors';
import { trackers } from '../../adapters/registry.ts';
import { ConfigError } from '../config/config-error.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { exportCommand } from './export-commands.ts';
import { migrateCommand, parityCommand } from './migrate/commands.ts';
import { printable } from './printable.ts';

const kinds = trackers.filter(({ emulate }) => emulate !== undefined).map(({ kind }) => kind);
const config = () => new Option('-c, --config <file>', 'the config file').default('rungraph.yaml');
const json = () => new Option('--json', 'print JSON, for scripts');
const logLevel = () =>
  new Option('--log-level <level>', 'what goes to stderr').choices(['silent', 'warn', 'info'] as const);
const header = () =>
  new Option('-H, --header <header>', 'what a client would send along, such as "X-Token: …"; may be repeated')
    .argParser((value: string, before: readonly string[]) => [...before, value])
    .default([] as readonly string[], 'none');
const variables = () => new Option('--variables <json>', 'variables of the document, as JSON or @file');

const program = new Command('rungraph')
  .description('One GraphQL endpoint over the experiment trackers a team already has.')
  .version(versionOf(), '--version')
  .showHelpAfterError('(rungraph --help shows how)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 all went well; 1 the answer has errors, or doctor found a source that fails; 2 the command or the config is wrong.',
  );

program
  .command('serve')
  .description('serve the gateway over HTTP, with a page to try queries in')
  .addOption(config())
  .option('-p, --port <port>', 'the port to listen on, instead of the config’s', toPort)
  .option('--host <address>', 'the address to listen on, instead of the config’s')
  .addOption(logLevel().default('warn'))
  .action((options) => finish(async () => (await import('./serve.ts')).serve(options)));

program
  .command('query')
  .description('ask the sources a GraphQL document and print the answer')
  .argument('<file>', 'the document; - reads it from stdin')
  .addOption(config())
  .addOption(variables())
  .addOption(header())
  .addOption(json())
  .addOption(
    new Option('--csv', 'print the list as CSV (RFC 4180): its table, or its nodes, flattened').conflicts('json'),
  )
  .addOption(logLevel().default('silent'))
  .action((file, options) => finish(async () => (await import('./query.ts')).query(file, options)));

const csv = () => new Option('--csv', 'print rows as CSV (RFC 4180)').conflicts('json');
const source = () => new Option('--source <id...>', 'only these sources');
const project = () => new Option('--project <ref...>', 'only these projects: source/native-id');
const sort = () =>
  new Option('--sort <values>', 'by these values, with commas between; - in front puts the greatest first');
const first = (most: number) => new Option('--first <count>', `at most so many, 1 to ${most}`).argParser(toCount(most));

program
  .command('runs')
  .description('list the runs that an expression holds for; docs/language.md says what may be written')
  .argument('[expression]', 'such as "metrics.val_acc > 0.9 and params.lr <= 1e-3"; every run without it')
  .addOption(config())
  .addOption(source())
  .addOption(project())
  .addOption(sort())
  .option('--columns <values>', 'what is shown, such as name,params.lr,max(metrics.val_acc)', 'name,status,startedAt')
  .addOption(first(1000))
  .addOption(header())
  .addOption(json())
  .addOption(csv())
  .addOption(logLevel().default('silent'))
  .action((expression, options) => finish(async () => (await import('./runs.ts')).runs(expression, options)));

program
  .command('compare')
  .description('show runs side by side: params, tags, metrics and how they were made')
  .argument('<refs...>', 'runs, as source/native-id')
  .option('--only-different', 'leave out what is the same in all')
  .addOption(config())
  .addOption(header())
  .addOption(json())
  .addOption(csv())
  .addOption(logLevel().default('silent'))
  .action((refs, options) => finish(async () => (await import('./compare.ts')).compare(refs, options)));

program
  .command('groups')
  .description('put the runs that an expression holds for into groups, with the means of measures')
  .argument('[expression]', 'such as "status = \'FINISHED\'"; every run without it')
  .requiredOption('--by <values>', 'what runs of a group have in common, such as params.model')
  .option('--measure <values>', 'what is summed up, such as metrics.val_acc,durationMs')
  .addOption(config())
  .addOption(source())
  .addOption(project())
  .addOption(sort())
  .addOption(first(10_000))
  .addOption(header())
  .addOption(json())
  .addOption(csv())
  .addOption(logLevel().default('silent'))
  .action((expression, options) => finish(async () => (await import('./groups.ts')).groups(expression, options)));

program
  .command('explain')
  .description('show how every source would be asked for the runs of a document; asks none of them for runs')
  .argument('<file>', 'the document; - reads it from stdin')
  .addOption(config())
  .addOption(variables())
  .addOption(header())
  .addOption(json())
  .addOption(logLevel().default('silent'))
  .action((file, options) => finish(async () => (await import('./explain.ts')).explain(file, options)));

program
  .command('doctor')
  .description('probe every source and say how to mend what fails')
  .addOption(config())
  .addOption(header())
  .addOption(json())
  .addOption(logLevel().default('silent'))
  .action((options) => finish(async () => (await import('./doctor.ts')).doctor(options)));

program
  .command('emulate')
  .description('run a small server that speaks a tracker’s protocol, for trying things out')
  .argument('<tracker>', `one of: ${kinds.join(', ')}`)
  .option('-p, --port <port>', 'the port to listen on; 0 takes a free one', toPort, 0)
  .option('--empty', 'start without runs')
  .option('--reject-key <key...>', 'keys to refuse, where the tracker has keys')
  .option('--variant <name>', 'which generation of the product, where there are several')
  .action((kind, options) => finish(async () => (await import('./emulate.ts')).emulate(kind, options)));

program
  .command('schema')
  .description('print the schema as SDL, for registries and generators of code')
  .option('--federation', 'as a subgraph of Apollo Federation 2')
  .action((options) => finish(async () => (await import('./schema.ts')).printSdl(options)));

program
  .command('key')
  .description('make API keys')
  .command('create')
  .description('print a new API key, once, and the line for the config that lets it in')
  .requiredOption('--name <id>', 'a name, for the log and for limits')
  .requiredOption('--scopes <scopes>', 'what it may do, parted by commas, such as read:prod/vision*,read:lab/*')
  .action((options) => finish(async () => (await import('./key.ts')).createApiKey(options)));

program
  .command('demo')
  .description('run sample trackers and a gateway over them, and ask it one question')
  .option('-p, --port <port>', 'the port to listen on', toPort, 4000)
  .option('--once', 'exit after the answer')
  .addOption(logLevel().default('silent'))
  .action((options) => finish(async () => (await import('./demo.ts')).demo(options)));

program.addCommand(migrateCommand(finish));
program.addCommand(exportCommand(finish, toCount));
program.addCommand(parityCommand(finish));

await program.parseAsync().catch((error: unknown) => {
  process.exitCode = exitCodeOf(error);
});

/** Commands are loaded when they are run: nobody waits for a server's modules to read --help. */
async function finish(command: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof ConfigError)) throw error;
    process.stderr.write(`${pc.red('rungraph:')} ${printable(error.message)}\n`);
    process.exitCode = error instanceof CommandError ? error.exitCode : exitCodes.usage;
  }
}

/** Commander ends by throwing: for --help too, whose exit code is 0. */
function exitCodeOf(error: unknown): number {
  if (error instanceof Error && 'exitCode' in error) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  process.stderr.write(
    `${pc.red('rungraph:')} ${printable(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`,
  );
  return exitCodes.failed;
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}

function toCount(most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= 1 && count <= most) return count;
    throw new InvalidArgumentError(`It must be a number from 1 to ${most}.`);
  };
}

function versionOf(): string {
  const here = import.meta.url;
  const places = ['../../package.json', '../../../package.json'];
  for (const place of places) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(place, here), 'utf8'));
      if (typeof found === 'object' && found !== null && 'version' in found) return String(found.version);
    } catch {
      // The build lies one folder deeper than the source.
    }
  }
  return 'unknown';
}
