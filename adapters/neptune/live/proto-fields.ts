import { BinaryReader, type WireType } from '@bufbuild/protobuf/wire';
import { RungraphError } from '../../../src/contract/error.ts';

// Reading protocol buffers field by field. Numbers of the fields: the descriptors that neptune-query 1.14 was generated with.

/** `read` takes the value of a field that it knows, and says so; others are skipped. */
export function eachField(
  bytes: Uint8Array,
  read: (field: number, reader: BinaryReader, type: WireType) => boolean,
): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [field, type]: [number, WireType] = reader.tag();
    if (!read(field, reader, type)) reader.skip(type);
  }
}

/** Each series of an answer, by the id of its request. @throws PROTOCOL for what is no such answer. */
export function eachSeries<T>(
  bytes: Uint8Array,
  what: string,
  read: (id: string, series: Uint8Array) => T,
): readonly T[] {
  try {
    const all: T[] = [];
    eachField(bytes, (field, reader) => {
      if (field !== 1) return false;
      const series = reader.bytes();
      all.push(read(idOf(series), series));
      return true;
    });
    return all;
  } catch (error) {
    throw new RungraphError('PROTOCOL', `${what}: the answer is no protocol buffer of series.`, {
      cause: error,
      detail: String(error),
    });
  }
}

function idOf(series: Uint8Array): string {
  let id = '';
  eachField(series, (field, reader) => {
    if (field === 1) id = reader.string();
    return field === 1;
  });
  return id;
}
