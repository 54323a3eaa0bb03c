import type { Projection } from '../../contract/projection.ts';
import type { Row } from '../../core/rows/row.ts';
import type { Selection } from './question.ts';
import { readRows, type Reading } from './read-rows.ts';

/** The runs of a selection, all at once, with nothing of them but what is asked for. */
export async function readAllRows(
  selection: Selection,
  projection: Projection,
  reading: Reading,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of await readRows(selection, projection, reading)) rows.push(...batch);
  return rows;
}
