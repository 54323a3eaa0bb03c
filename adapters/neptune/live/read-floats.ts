import type { WirePoint } from '../wire.ts';
import { eachField, eachSeries } from './proto-fields.ts';

/** Points of series of numbers, by the id of their request (`ProtoFloatSeriesValuesResponseDTO`). @throws PROTOCOL. */
export function readFloatSeries(bytes: Uint8Array): ReadonlyMap<string, readonly WirePoint[]> {
  return new Map(eachSeries(bytes, 'series/float', (id, series) => [id, readSeries(series)] as const));
}

function readSeries(bytes: Uint8Array): readonly WirePoint[] {
  const points: WirePoint[] = [];
  eachField(bytes, (field, reader) => {
    if (field !== 2) return false;
    eachField(reader.bytes(), (inner, values) => {
      if (inner === 2) points.push(readPoint(values.bytes()));
      return inner === 2;
    });
    return true;
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
