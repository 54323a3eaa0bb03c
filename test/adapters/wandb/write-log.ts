import { crc32 } from 'node:zlib';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

// Writes `.wandb` files as the SDK does, for files that it would not write: cut off, damaged, from another time.

type Write = (writer: BinaryWriter) => void;

const text =
  (number: number, value: string): Write =>
  (writer) =>
    writer.tag(number, WireType.LengthDelimited).string(value);
const nested =
  (number: number, ...fields: readonly Write[]): Write =>
  (writer) =>
    writer.tag(number, WireType.LengthDelimited).bytes(message(...fields));
const integer =
  (number: number, value: number): Write =>
  (writer) =>
    writer.tag(number, WireType.Varint).int64(value);

function message(...fields: readonly Write[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const write of fields) write(writer);
  return writer.finish();
}

const item = (number: number, key: string, json: string): Write => nested(number, text(2, key), text(16, json));

/** A `google.protobuf.Timestamp` of epoch milliseconds. */
const seconds = (number: number, time: number): readonly Write[] => [
  nested(number, integer(1, Math.floor(time / 1000)), integer(2, (time % 1000) * 1e6)),
];

/** A record of `wandb_internal.Record`. */
export const records = {
  header: message(nested(21, nested(1, text(1, '0.31.0')))),
  run: (
    id: string,
    startedAt: number,
    config: Readonly<Record<string, string>> = {},
    more: { readonly [number: number]: string; readonly project?: string; readonly tags?: readonly string[] } = {},
  ): Uint8Array => {
    const { project = 'demo', tags = [], ...texts } = more;
    return message(
      nested(
        17,
        text(1, id),
        text(3, project),
        nested(4, ...Object.entries(config).map(([key, json]) => item(1, key, json))),
        ...Object.entries(texts).map(([number, value]) => text(Number(number), value)),
        ...tags.map((tag) => text(10, tag)),
        ...seconds(17, startedAt),
      ),
    );
  },
  /** A look at the machine, of which nothing was seen. */
  stats: (time: number): Uint8Array => message(nested(7, ...seconds(2, time))),
  history: (row: Readonly<Record<string, string>>): Uint8Array =>
    message(nested(2, ...Object.entries(row).map(([key, json]) => item(1, key, json)))),
  /** A value in a field of its own kind, as newer messages may have it: here a `sint64`. */
  typedHistory: (step: number, key: string, value: number): Uint8Array =>
    message(
      nested(
        2,
        item(1, '_step', String(step)),
        nested(1, text(2, key), (w) => w.tag(5, WireType.Varint).sint64(value)),
      ),
    ),
  summary: (values: Readonly<Record<string, string>>): Uint8Array =>
    message(nested(3, ...Object.entries(values).map(([key, json]) => item(1, key, json)))),
  /** A nested member of a row, at a path of several keys. */
  nestedHistory: (step: number, items: readonly (readonly [path: readonly string[], json: string])[]): Uint8Array =>
    message(
      nested(
        2,
        item(1, '_step', String(step)),
        ...items.map(([path, json]) => nested(1, ...path.map((key) => text(2, key)), text(16, json))),
      ),
    ),
  /** `define_metric` with a way of summing up, by the number of its flag in MetricSummary. A pattern ends with `*`. */
  metric: (name: string, flag: number): Uint8Array =>
    message(nested(12, text(name.endsWith('*') ? 2 : 1, name), nested(7, integer(flag, 1)))),
  exit: (code: number): Uint8Array => message(nested(18, integer(1, code))),
};

const blockSize = 32_768;

/** Header and chunks of a file with these records. */
export function writeLog(payloads: readonly Uint8Array[]): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  add(Buffer.from(':W&B\xe1\xbe\0', 'latin1'));
  for (const payload of payloads) {
    let rest = payload;
    for (let isFirst = true, isDone = false; !isDone; isFirst = false) {
      const left = blockSize - (length % blockSize);
      if (left < 7) add(Buffer.alloc(left));
      const data = rest.subarray(0, blockSize - (length % blockSize) - 7);
      rest = rest.subarray(data.length);
      isDone = rest.length === 0;
      add(chunk(data, isDone ? (isFirst ? 1 : 4) : isFirst ? 2 : 3));
    }
  }
  return Buffer.concat(parts);
}

function chunk(data: Uint8Array, type: number): Buffer {
  const head = Buffer.alloc(7);
  head.writeUInt32LE(crc32(data, crc32(Buffer.of(type))), 0);
  head.writeUInt16LE(data.length, 4);
  head.writeUInt8(type, 6);
  return Buffer.concat([head, data]);
}
