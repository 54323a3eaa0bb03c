import { WireType, type BinaryReader } from '@bufbuild/protobuf/wire';
import type { WireFile } from '../wire.ts';
import { eachField, eachSeries } from './proto-fields.ts';

export interface WireHistogram {
  /** COUNTING or DENSITY. */
  readonly type: string;
  /** One more than values. */
  readonly edges: readonly number[];
  readonly values: readonly number[];
}

/** A point of a series that is not of numbers. */
export interface ObjectPoint {
  readonly timestampMillis: number;
  readonly step: number;
  readonly value: string | WireHistogram | WireFile;
}

export interface ObjectPage {
  readonly points: readonly ObjectPoint[];
  /** Where the rest starts; null where there is none. */
  readonly next: string | null;
}

/** Pages of series of texts, histograms and files, by the id of their request (`ProtoSeriesValuesResponseDTO`). @throws PROTOCOL. */
export function readObjectSeries(bytes: Uint8Array): ReadonlyMap<string, ObjectPage> {
  return new Map(eachSeries(bytes, 'attributes/series', (id, series) => [id, readSeries(series)] as const));
}

function readSeries(bytes: Uint8Array): ObjectPage {
  const points: ObjectPoint[] = [];
  let [finished, token] = [false, ''];
  eachField(bytes, (field, reader) => {
    if (field === 2) {
      eachField(reader.bytes(), (inner, after) => {
        if (inner === 1) finished = after.bool();
        else if (inner === 2) token = after.string();
        return inner === 1 || inner === 2;
      });
    } else if (field === 4) {
      eachField(reader.bytes(), (inner, values) => {
        const point = inner === 1 ? readPoint(values.bytes()) : undefined;
        if (point !== undefined) points.push(point);
        return inner === 1;
      });
    }
    return field === 2 || field === 4;
  });
  return { points, next: finished || token === '' ? null : token };
}

/** Undefined for a kind of value that nobody knows. */
function readPoint(bytes: Uint8Array): ObjectPoint | undefined {
  let [timestampMillis, step] = [0, 0];
  let value: ObjectPoint['value'] | undefined;
  eachField(bytes, (field, reader) => {
    if (field === 1) timestampMillis = Number(reader.int64());
    else if (field === 2) step = reader.double();
    else if (field === 6) value = readObject(reader.bytes());
    return field === 1 || field === 2 || field === 6;
  });
  return value === undefined ? undefined : { timestampMillis, step, value };
}

function readObject(bytes: Uint8Array): ObjectPoint['value'] | undefined {
  let value: ObjectPoint['value'] | undefined;
  eachField(bytes, (field, reader) => {
    if (field === 1) value = reader.string();
    else if (field === 2) value = readHistogram(reader.bytes());
    else if (field === 3) value = readFile(reader.bytes());
    return field >= 1 && field <= 3;
  });
  return value;
}

function readHistogram(bytes: Uint8Array): WireHistogram {
  let type = '';
  const [edges, values]: [number[], number[]] = [[], []];
  eachField(bytes, (field, reader, wire) => {
    if (field === 1) type = reader.string();
    else if (field === 2) readDoubles(reader, wire, edges);
    else if (field === 3) readDoubles(reader, wire, values);
    return field >= 1 && field <= 3;
  });
  return { type, edges, values };
}

/** One by one, or packed. */
function readDoubles(reader: BinaryReader, type: WireType, into: number[]): void {
  const end = type === WireType.LengthDelimited ? reader.uint32() + reader.pos : reader.pos + 1;
  while (reader.pos < end) into.push(reader.double());
}

function readFile(bytes: Uint8Array): WireFile {
  let [path, mimeType, sizeBytes] = ['', '', 0];
  eachField(bytes, (field, reader) => {
    if (field === 1) path = reader.string();
    else if (field === 2) sizeBytes = Number(reader.int64());
    else if (field === 3) mimeType = reader.string();
    return field >= 1 && field <= 3;
  });
  return { path, sizeBytes, mimeType: mimeType === '' ? null : mimeType };
}
