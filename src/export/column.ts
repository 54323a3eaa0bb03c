import type { Value } from '../contract/value.ts';

/**
 * What a column of an export holds. DATETIME is epoch milliseconds, UTC. NUMBER_TEXT is numbers spelled as text, because
 * one of them is an integer beyond 2^53 that a double cannot hold. LIST is JSON text. A column of several
 * kinds is STRING. ANY is values as they are, where types are not known yet and the format tells none.
 */
export type ColumnType = 'NUMBER' | 'NUMBER_TEXT' | 'STRING' | 'BOOLEAN' | 'LIST' | 'DATETIME' | 'ANY';

export interface ExportColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** All texts of the column, where they are few and come again and again; null elsewhere. */
  readonly words: readonly string[] | null;
}

/** The values of one column in one batch. */
export type ColumnData =
  /** Undefined and null where a value is missing. */
  | { readonly kind: 'cells'; readonly cells: readonly (Value | undefined)[] }
  /** Of NUMBER and DATETIME alone. `gaps`: NaN stands for a missing value, and not for itself. */
  | { readonly kind: 'doubles'; readonly values: Float64Array; readonly gaps: boolean }
  /** Indexes of the column's words, as `openCodes` makes them; -1 where a value is missing. */
  | { readonly kind: 'codes'; readonly codes: Codes }
  /** No value of the batch is there. */
  | { readonly kind: 'none' };

export type Codes = Int8Array | Int16Array | Int32Array;

/** How wide the indexes of so many words are, in bits. */
export function widthOf(words: number): 8 | 16 | 32 {
  if (words <= 2 ** 7) return 8;
  return words <= 2 ** 15 ? 16 : 32;
}

/** Room for indexes of so many words: no wider than they need, since there is one for each row. */
export function openCodes(words: number, length: number): Codes {
  const width = widthOf(words);
  if (width === 32) return new Int32Array(length);
  return width === 16 ? new Int16Array(length) : new Int8Array(length);
}

/** Some rows of an export, as columns in the order of its columns. */
export interface Batch {
  readonly length: number;
  readonly columns: readonly ColumnData[];
}

/** An export before it has a format. It can be read once. */
export interface ExportTable {
  readonly columns: readonly ExportColumn[];
  /** Rejects where a part is missing that nobody allowed to be missing. Stopping early ends the reading. */
  readonly batches: AsyncIterable<Batch>;
}

/** A column without words. */
export function plainColumn(name: string, type: ColumnType): ExportColumn {
  return { name, type, words: null };
}

/** A column of texts that are known beforehand. */
export function wordColumn(name: string, words: readonly string[]): ExportColumn {
  return { name, type: 'STRING', words };
}

/** One value of a batch. */
export function valueAt(data: ColumnData, column: ExportColumn, at: number): Value | undefined {
  switch (data.kind) {
    case 'cells':
      return data.cells[at];
    case 'doubles': {
      const value = data.values[at];
      return data.gaps && Number.isNaN(value) ? undefined : value;
    }
    case 'codes':
      return column.words?.[data.codes[at] ?? -1];
    case 'none':
      return undefined;
  }
}
