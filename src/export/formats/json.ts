import { valueAt, type Batch, type ExportColumn, type ExportTable } from '../column.ts';
import { jsonOf } from '../spell.ts';

const pieceLength = 64 * 1024;

/** One JSON object a line, with every column in each. */
export async function* writeJsonLines({ columns, batches }: ExportTable): AsyncGenerator<string> {
  for await (const batch of batches) yield* objectsOf(batch, columns, '\n');
}

/**
 * One JSON object: `rows`, then `columns` with their types, then what `account` tells at the end, such as reports. A text
 * that was cut off does not parse.
 */
export async function* writeJson({ columns, batches }: ExportTable, account: () => object): AsyncGenerator<string> {
  yield '{"rows":[';
  let first = true;
  for await (const batch of batches) {
    for (const piece of objectsOf(batch, columns, ',')) {
      yield first ? `\n${piece.slice(0, -1)}` : `,\n${piece.slice(0, -1)}`;
      first = false;
    }
  }
  const told = columns.map(({ name, type }) => ({ name, type }));
  yield `],\n"columns":${JSON.stringify(told)},\n${JSON.stringify(account()).slice(1)}\n`;
}

/** Objects with a mark behind each. */
function* objectsOf(
  { length, columns: data }: Batch,
  columns: readonly ExportColumn[],
  mark: string,
): Generator<string> {
  const keys = columns.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  let piece = '';
  for (let at = 0; at < length; at += 1) {
    columns.forEach((column, index) => {
      const own = data[index];
      piece += (keys[index] ?? '') + jsonOf(own && valueAt(own, column, at), column.type);
    });
    piece += `}${mark}`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
