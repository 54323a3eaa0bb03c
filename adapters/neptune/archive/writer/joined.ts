import type { ColumnName } from '../parts/schema.ts';
import { archiveSchema } from '../parts/schema.ts';
import type { Row } from './to-rows.ts';
import type { Batch } from './write-part.ts';

const names = new Set<string>(archiveSchema.map(({ name }) => name));

function isColumn(name: string): name is ColumnName {
  return names.has(name);
}

/** Rows of one run as columns. */
export function columnsOf(rows: readonly Row[]): Batch {
  const columns: Batch['columns'] = {};
  for (const name of new Set(rows.flatMap((row) => Object.keys(row)))) {
    if (isColumn(name)) columns[name] = rows.map((row) => row[name] ?? null);
  }
  return { rows: rows.length, columns };
}

/** Batches one behind the other as one. */
export function joinBatches(batches: readonly Batch[]): Batch {
  const [only] = batches;
  if (batches.length === 1 && only !== undefined) return only;
  const columns: Batch['columns'] = {};
  for (const name of new Set(batches.flatMap((batch) => Object.keys(batch.columns)))) {
    if (!isColumn(name)) continue;
    const joined: unknown[] = [];
    for (const batch of batches) {
      const own = batch.columns[name];
      for (let at = 0; at < batch.rows; at += 1) joined.push(own === undefined ? null : own[at]);
    }
    columns[name] = joined;
  }
  return { rows: batches.reduce((sum, { rows }) => sum + rows, 0), columns };
}
