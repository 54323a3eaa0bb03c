import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Answer, Variables } from '../graphql/gateway.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { readHeaders } from './headers.ts';
import { openLog, type LogLevel } from './log.ts';
import { openGateway } from './open-gateway.ts';
import { openProgress } from './progress.ts';
import { renderAnswer, renderErrors, renderIncomplete, renderMore } from './render-answer.ts';
import { renderCsv } from './render-csv.ts';
import { openScreen } from './terminal.ts';

export interface QueryOptions {
  readonly config: string;
  readonly variables?: string;
  /** As a client of the gateway would send them. */
  readonly header?: readonly string[];
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly logLevel: LogLevel;
}

/** `rungraph query`: executes a document in this process and prints its answer. */
export async function query(file: string, options: QueryOptions): Promise<ExitCode> {
  return executeDocument(await readDocument(file), options, options.csv === true ? printCsv : undefined);
}

/** A list for a spreadsheet or a script: what is not of it goes to stderr. */
export function printCsv(answer: Answer): string {
  const notes = [...renderIncomplete(answer), ...renderMore(answer)];
  if (notes.length > 0) process.stderr.write(`${notes.join('\n')}\n`);
  return renderCsv(answer);
}

/** Executes a document over the config's sources, with a bar for who waits. */
export async function executeDocument(
  document: string,
  options: QueryOptions,
  render: (answer: Answer) => string = (answer) => renderAnswer(answer, openScreen()),
): Promise<ExitCode> {
  const header = readHeaders(options.header);
  const variables = await readVariables(options.variables);
  const { gateway } = await openGateway(options.config, openLog(options.logLevel));
  const bar = openProgress('Asking', gateway.sources.size);
  try {
    const answer = await gateway.execute(document, variables, {
      header,
      onProgress(progress) {
        bar.update(progress);
      },
    });
    bar.stop();
    return printAnswer(answer, options.json ?? false, render);
  } finally {
    bar.stop();
    await gateway.close();
  }
}

function printAnswer(answer: Answer, json: boolean, render: (answer: Answer) => string): ExitCode {
  if (json) process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  else {
    const errors = renderErrors(answer);
    if (errors !== '') process.stderr.write(`${errors}\n`);
    const shown = render(answer);
    process.stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`);
  }
  return (answer.errors?.length ?? 0) > 0 ? exitCodes.failed : exitCodes.ok;
}

/** A GraphQL document from a file, or from stdin for `-`. @throws CommandError. */
export async function readDocument(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readText(file, 'The document');
}

/** Variables as JSON, or from a JSON file for `@file`. @throws CommandError. */
export async function readVariables(given: string | undefined): Promise<Variables> {
  if (given === undefined) return {};
  const json = given.startsWith('@') ? await readText(given.slice(1), 'The file of variables') : given;
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Said below, like any other JSON that is not an object.
  }
  throw new CommandError('--variables must be a JSON object, or @file with one, such as --variables \'{"first": 5}\'.');
}

async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${what} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
