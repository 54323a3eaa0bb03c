import { BinaryReader, type WireType } from '@bufbuild/protobuf/wire';
import { RungraphError } from '../../../src/contract/error.ts';
import type { WirePoint } from '../wire.ts';

// Reading protocol buffers field by field. Numbers of the fields: the descriptors that neptune-query 1.14 was generated with.

/** Points by the id of their request, as `FloatTimeSeriesValuesResponse` holds them. @throws PROTOCOL for anything else. */
export function readFloatSeries(bytes: Uint8Array): ReadonlyMap<string, readonly WirePoint[]> {
  try {
    const found = new Map<string, WirePoint[]>();
    eachField(bytes, (field, reader) => {
      if (field !== 1) return false;
      const { id, points } = readOne(reader.bytes());
      found.set(id, [...(found.get(id) ?? []), ...points]);
      return true;
    });
    return found;
  } catch (error) {
    throw new RungraphError('PROTOCOL', 'series/float: the answer is no protocol buffer of series.', {
      cause: error,
      detail: String(error),
    });
  }
}

function readOne(bytes: Uint8Array): { readonly id: string; readonly points: readonly WirePoint[] } {
  let id = '';
  let points: readonly WirePoint[] = [];
  eachField(bytes, (field, reader) => {
    if (field === 1) id = reader.string();
    else if (field === 2) points = readPoints(reader.bytes());
    return field === 1 || field === 2;
  });
  return { id, points };
}

function readPoints(bytes: Uint8Array): readonly WirePoint[] {
  const points: WirePoint[] = [];
  eachField(bytes, (field, reader) => {
    if (field === 2) points.push(readPoint(reader.bytes()));
    return field === 2;
  });
  return points;
}

/** A number that is not sent is zero. */
function readPoint(bytes: Uint8Array): WirePoint {
  let [timestampMillis, step, value] = [0, 0, 0];
  eachField(bytes, (field, reader) => {
    if (field === 1) timestampMillis = Number(reader.int64());
    else if (field === 2) step = reader.double();
    else if (field === 3) value = reader.double();
    return field >= 1 && field <= 3;
  });
  return { timestampMillis, step, value };
}

/** `read` takes the value of a field that it knows, and says so; others are skipped. */
function eachField(bytes: Uint8Array, read: (field: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type]: [number, WireType] = reader.tag();
    if (!read(field, reader)) reader.skip(type);
  }
}
