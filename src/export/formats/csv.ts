import { valueAt, type Batch, type ColumnData, type ExportColumn, type ExportTable } from '../column.ts';
import { spellValue } from '../spell.ts';

/** Text is handed on in pieces of about so many characters. */
const pieceLength = 64 * 1024;

/**
 * CSV as RFC 4180 has it: a header, lines that end in CRLF, quotes where they are needed. A missing value is an empty
 * field, empty text is `""`. Values are written as they are, also those that a spreadsheet would take for formulas.
 */
export async function* writeCsv({ columns, batches }: ExportTable): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => quote(name)).join(',')}\r\n`;
  for await (const batch of batches) yield* linesOf(batch, columns);
}

function* linesOf(batch: Batch, columns: readonly ExportColumn[]): Generator<string> {
  const cells = columns.map((column, index) => cellsOf(batch.columns[index], column));
  let piece = '';
  for (let at = 0; at < batch.length; at += 1) {
    for (let index = 0; index < cells.length; index += 1) {
      piece += (index === 0 ? '' : ',') + (cells[index]?.(at) ?? '');
    }
    piece += '\r\n';
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

type Cell = (at: number) => string;

/** How a cell of a column is written. Words are quoted once, and numbers need no quotes. */
function cellsOf(data: ColumnData | undefined, column: ExportColumn): Cell {
  if (data === undefined || data.kind === 'none') return () => '';
  if (data.kind === 'codes') {
    const words = (column.words ?? []).map(quote);
    return (at) => words[data.codes[at] ?? -1] ?? '';
  }
  if (data.kind === 'doubles' && column.type === 'NUMBER') {
    const { values, gaps } = data;
    return (at) => (gaps && Number.isNaN(values[at]) ? '' : String(values[at]));
  }
  return (at) => {
    const value = valueAt(data, column, at);
    return value === undefined || value === null ? '' : quote(spellValue(value, column.type));
  };
}

function quote(text: string): string {
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
