import type { ExportTable } from '../column.ts';
import { writeArrow, type Notes } from './arrow.ts';
import { writeCsv } from './csv.ts';
import { writeJson, writeJsonLines } from './json.ts';
import { writeParquet } from './parquet.ts';

export const formats = ['csv', 'jsonl', 'json', 'arrow', 'parquet'] as const;
export type Format = (typeof formats)[number];

interface FormatFacts {
  readonly contentType: string;
  /** Whether its columns have types, which are not known before the values are. */
  readonly typed: boolean;
}

export const formatFacts: Readonly<Record<Format, FormatFacts>> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', typed: false },
  jsonl: { contentType: 'application/x-ndjson', typed: false },
  json: { contentType: 'application/json', typed: true },
  arrow: { contentType: 'application/vnd.apache.arrow.stream', typed: true },
  parquet: { contentType: 'application/vnd.apache.parquet', typed: true },
};

/** What an export tells of itself, where its format has a place for it. */
export interface About {
  /** The question as JSON. */
  readonly question: string;
  /** What is missing or old, and what each source gave; asked for at the end. The same for the same rows. */
  readonly account: () => object;
}

/** An export as the bytes or the text of its format. */
export function writeFormat(format: Format, table: ExportTable, about: About): AsyncGenerator<Uint8Array | string> {
  const { question, account } = about;
  const notes: Notes = { 'rungraph.question': question };
  switch (format) {
    case 'csv':
      return writeCsv(table);
    case 'jsonl':
      return writeJsonLines(table);
    case 'json':
      return writeJson(table, account);
    case 'arrow':
      return writeArrow(table, notes);
    case 'parquet':
      return writeParquet(table, () => ({ ...notes, 'rungraph.account': JSON.stringify(account()) }));
  }
}
