import { openAccount, type Account } from './ask/account.ts';
import type { ExportSettings } from './ask/export-settings.ts';
import { parseQuestion } from './ask/parse-question.ts';
import { questions, type ExportKind, type Partial } from './ask/question.ts';
import { areNamed, readColumns } from './ask/read-columns.ts';
import type { Reading } from './ask/read-rows.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Batch, ExportTable } from './column.ts';
import { formatFacts, writeFormat, type Format } from './formats/format.ts';
import type { OpenStore } from './tables/chunk-store.ts';
import { compareTable } from './tables/compare-table.ts';
import { groupsTable } from './tables/groups-table.ts';
import { readAhead } from './tables/read-ahead.ts';
import { runsTable } from './tables/runs-table.ts';
import { seriesTable } from './tables/series-table.ts';

/** Who asks, and where what is read may be kept until it is written. */
export interface ExportWorld {
  readonly context: RequestContext;
  readonly settings: ExportSettings;
  readonly openStore: OpenStore;
}

/** An export that is under way. */
export interface OpenExport {
  /** Its bytes, or text. Reading on is what reads the sources on; stopping early ends that. */
  readonly body: AsyncGenerator<Uint8Array | string>;
  readonly account: Account;
  readonly close: () => Promise<void>;
}

/** How the table of a question is begun. `keep` opens a store, which is closed with the export. */
type Begin = (reading: Reading, keep: OpenStore) => Promise<ExportTable>;

/**
 * Everything that a question asks for, in one format. Rejects with what is missing before anything
 * is written; a piece of `body` rejects with what went missing on the way. Where a part may be missing, all is read first.
 * @throws INVALID_QUERY, NOT_FOUND, and what keeps a source away.
 */
export async function openExport(
  kind: ExportKind,
  format: Format,
  asked: unknown,
  { context, settings, openStore }: ExportWorld,
): Promise<OpenExport> {
  const { question, partial, begin } = understand(kind, format, asked);
  const account = openAccount(partial === 'allow');
  const closing: (() => Promise<void>)[] = [];
  const keep: OpenStore = <T>() => {
    const store = openStore<T>();
    closing.push(store.close);
    return store;
  };
  const close = async (): Promise<void> => {
    for (const end of closing) await end();
  };
  try {
    // What fails until then is a problem and not a broken file.
    const table = await begun(await begin({ context, account, settings }, keep));
    const about = { question: JSON.stringify({ [kind]: question }), account: () => toldOf(account) };
    return { body: inTurn(writeFormat(format, table, about), context.turn), account, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Understood {
  readonly question: object;
  readonly partial: Partial;
  readonly begin: Begin;
}

function understand(kind: ExportKind, format: Format, asked: unknown): Understood {
  switch (kind) {
    case 'runs': {
      const question = parseQuestion(questions.runs, asked);
      const { partial, columns } = question;
      // Types, all keys, and what is missing, are known when everything was read.
      const first = formatFacts[format].typed || partial === 'allow' || !areNamed(readColumns(columns));
      return { question, partial, begin: (reading, keep) => runsTable(question, reading, first ? keep() : null) };
    }
    case 'series': {
      const question = parseQuestion(questions.series, asked);
      const { partial } = question;
      return {
        question,
        partial,
        async begin(reading, keep) {
          const table = await seriesTable(question, reading, format);
          return partial === 'allow' ? readAhead(table, keep()) : table;
        },
      };
    }
    case 'groups': {
      const question = parseQuestion(questions.groups, asked);
      return { question, partial: question.partial, begin: (reading) => groupsTable(question, reading) };
    }
    case 'compare': {
      const question = parseQuestion(questions.compare, asked);
      return { question, partial: question.partial, begin: (reading) => compareTable(question, reading) };
    }
  }
}

/** The same pieces, with the event loop given to others in between: a quick reader would otherwise have it for itself. */
async function* inTurn<T>(pieces: AsyncGenerator<T>, turn: () => Promise<void>): AsyncGenerator<T> {
  for await (const piece of pieces) {
    yield piece;
    await turn();
  }
}

/** The same table, whose first batch is there, or whose end is known. */
async function begun({ columns, batches }: ExportTable): Promise<ExportTable> {
  const reading = batches[Symbol.asyncIterator]();
  const first = await reading.next();
  async function* rest(): AsyncGenerator<Batch> {
    try {
      for (let next = first; next.done !== true; next = await reading.next()) yield next.value;
    } finally {
      await reading.return?.();
    }
  }
  return { columns, batches: rest() };
}

/** Nothing of when and how it was read, so that the same rows make the same bytes. */
function toldOf(account: Account): object {
  const reports = account.reports().map(({ source, state, code, message, rowsReturned }) => {
    return { source, state, code, message, rowsReturned };
  });
  return { reports, incomplete: account.lacking() };
}
