import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

// Writing protocol buffers field by field: a server that only answers needs no generated code.

/** Writes one field; nothing where it has no value. */
export type Field = (writer: BinaryWriter) => void;

export function message(...fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const write of fields) write(writer);
  return writer.finish();
}

function field<T>(
  number: number,
  value: T | null | undefined,
  type: WireType,
  write: (to: BinaryWriter, value: T) => void,
): Field {
  return (writer) => {
    if (value !== null && value !== undefined) write(writer.tag(number, type), value);
  };
}

export const text = (number: number, value: string | null | undefined): Field =>
  field(number, value, WireType.LengthDelimited, (writer, one) => writer.string(one));

export const int64 = (number: number, value: number | bigint | null | undefined): Field =>
  field(number, value, WireType.Varint, (writer, one) => writer.int64(one));

export const flag = (number: number, value: boolean | null | undefined): Field =>
  field(number, value, WireType.Varint, (writer, one) => writer.bool(one));

export const double = (number: number, value: number | null | undefined): Field =>
  field(number, value, WireType.Bit64, (writer, one) => writer.double(one));

export const float = (number: number, value: number | null | undefined): Field =>
  field(number, value, WireType.Bit32, (writer, one) => writer.float(one));

export const nested = (number: number, ...fields: readonly Field[]): Field =>
  field(number, message(...fields), WireType.LengthDelimited, (writer, one) => writer.bytes(one));

export const each =
  <T>(items: readonly T[], write: (item: T) => Field): Field =>
  (writer) => {
    for (const item of items) write(item)(writer);
  };
