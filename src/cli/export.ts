import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isRungraphError } from '../contract/error.ts';
import { everything } from '../core/access/rights.ts';
import { splitList } from '../core/language/split-list.ts';
import { notWritten } from '../disk/not-written.ts';
import type { ExportKind } from '../export/ask/question.ts';
import { formats, type Format } from '../export/formats/format.ts';
import { openExport, type OpenExport } from '../export/open-export.ts';
import { openChunkFile } from '../server/exports/chunk-file.ts';
import { exportsFolder } from './cache-folder.ts';
import { CommandError, exitCodes, type ExitCode } from './exit-codes.ts';
import { readHeaders } from './headers.ts';
import { openLog, type LogLevel } from './log.ts';
import { openGateway } from './open-gateway.ts';
import { printable } from './printable.ts';
import { openProgress } from './progress.ts';

export interface ExportOptions {
  readonly config: string;
  readonly header: readonly string[];
  readonly logLevel: LogLevel;
  readonly output: string;
  readonly format?: Format | undefined;
  readonly source?: readonly string[] | undefined;
  readonly project?: readonly string[] | undefined;
  readonly sort?: string | undefined;
  readonly first?: number | undefined;
  readonly columns?: string | undefined;
  readonly metric?: readonly string[] | undefined;
  readonly align?: string | undefined;
  readonly maxPoints?: number | undefined;
  readonly partial?: boolean | undefined;
}

/** `rungraph export runs` and `series`: all of an answer into a file, which is there when it is whole, or to stdout. */
export async function exportTable(
  kind: ExportKind,
  where: string | undefined,
  options: ExportOptions,
): Promise<ExitCode> {
  const format = options.format ?? formatOf(options.output);
  const header = readHeaders(options.header);
  const { gateway, config } = await openGateway(options.config, openLog(options.logLevel));
  const bar = openProgress('Exporting', gateway.sources.size);
  const { signal } = new AbortController();
  const folder = config.exports.folder ?? exportsFolder();
  try {
    const context = await gateway.openContext({
      signal,
      traceId: 'local',
      rights: everything,
      header,
      onProgress(progress) {
        bar.update(progress);
      },
    });
    const { rows, columns, deadlineMs } = config.exports;
    const opened = await openExport(kind, format, questionOf(where, options), {
      context,
      settings: { mostRows: rows, mostColumns: columns, deadlineMs },
      openStore: () => openChunkFile(folder),
    });
    await write(opened, options.output);
    bar.stop();
    tellLacking(opened);
    return exitCodes.ok;
  } catch (error) {
    bar.stop();
    if (!isRungraphError(error)) throw error;
    const at = error.source === undefined ? '' : `${error.source}: `;
    const isTyped = error.code === 'INVALID_QUERY';
    const isOfSource = !isTyped && error.source !== undefined;
    const advice = isOfSource ? ' Nothing was written; --partial takes what there is.' : '';
    throw new CommandError(`${at}${error.message}${advice}`, isTyped ? exitCodes.usage : exitCodes.failed);
  } finally {
    await gateway.close();
  }
}

/** What was not said is left out, and has the default of the export. */
function questionOf(where: string | undefined, options: ExportOptions): object {
  const { source, project, sort, first, columns, metric, align, maxPoints, partial } = options;
  const asked = {
    where,
    sources: source,
    projects: project,
    sort: sort === undefined ? undefined : splitList(sort),
    first,
    columns: columns === undefined ? undefined : splitList(columns),
    metrics: metric,
    align,
    maxPoints,
    partial: partial === true ? 'allow' : undefined,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** A file that was begun and not finished has another name, and is taken away. */
async function write({ body, close }: OpenExport, output: string): Promise<void> {
  try {
    if (output === '-') {
      await pipeline(Readable.from(body, { objectMode: false }), process.stdout, { end: false });
      return;
    }
    const part = `${output}.part`;
    try {
      await pipeline(Readable.from(body, { objectMode: false }), createWriteStream(part));
      await rename(part, output);
    } catch (error) {
      await rm(part, { force: true });
      throw notWritten(output, error);
    }
  } finally {
    await close();
  }
}

function tellLacking({ account }: OpenExport): void {
  for (const { source, state, code, message } of account.lacking()) {
    const told = `${source}: ${state}${code === null ? '' : ` ${code}`}${message === null ? '' : `: ${message}`}`;
    process.stderr.write(`${printable(told)}\n`);
  }
}

function formatOf(output: string): Format {
  if (output === '-') return 'csv';
  const found = formats.find((format) => extname(output) === `.${format}`);
  if (found !== undefined) return found;
  throw new CommandError(`--output must end in one of .${formats.join(', .')}, or --format must name one of them.`);
}
