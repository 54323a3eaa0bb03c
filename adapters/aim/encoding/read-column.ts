import { malformed } from './malformed.ts';
import { isTreeObject, type Tree } from './tree.ts';

/** Whether typed arrays have the byte order of the stream here. */
const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** A column of doubles, as Aim sends all numbers of a series: `{ type: 'numpy', shape, dtype: 'float64', blob }`. */
export function readColumn(tree: Tree | undefined, name: string): Float64Array {
  if (!isTreeObject(tree)) throw malformed(`a series has no ${name} that are numbers`);
  const { dtype, shape, blob } = tree;
  if (dtype !== 'float64' || !(blob instanceof Uint8Array) || blob.byteLength !== 8 * Number(shape)) {
    throw malformed(`the ${name} of a series are not the doubles that they claim to be`);
  }
  const column = new Float64Array(blob.byteLength / 8);
  if (littleEndian) new Uint8Array(column.buffer).set(blob);
  else {
    const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
    column.forEach((_none, index) => (column[index] = view.getFloat64(8 * index, true)));
  }
  return column;
}
