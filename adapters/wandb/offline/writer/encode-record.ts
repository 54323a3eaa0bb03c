import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { hasDate } from '../../../../src/contract/time.ts';
import type { Json } from '../../../../src/contract/value.ts';
import { writeJson } from '../../../../src/kit/write-json.ts';
import type { RunKey } from '../../ids.ts';

// Records as messages of wandb/proto/wandb_internal.proto, as the SDK 0.31.0 writes them. The numbers are those of its fields.

type Field = (writer: BinaryWriter) => void;

/** A value under a key. */
export type Member = readonly [key: string, value: Json];

/** What the first record of a run says of it. */
export interface RunHead extends Omit<RunKey, 'entity'> {
  /** Null leaves it to who sends the file. */
  readonly entity: string | null;
  readonly config: readonly Member[];
  readonly group: string | null;
  readonly jobType: string | null;
  readonly displayName: string | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
  /** Epoch milliseconds. */
  readonly startedAt: number | null;
}

/** The SDK whose files these are like. */
const version = '0.31.0';

/** Each message has the number of its record, from 1 on. */
export const encode = {
  header: (number: number): Uint8Array => record(number, 21, message(1, text(1, version))),

  run: (number: number, run: RunHead): Uint8Array =>
    record(
      number,
      17,
      text(1, run.run),
      optional(2, run.entity),
      text(3, run.project),
      message(4, ...items(1, run.config)),
      optional(6, run.group),
      optional(7, run.jobType),
      optional(8, run.displayName),
      optional(9, run.notes),
      ...run.tags.map((tag) => text(10, tag)),
      ...(run.startedAt === null || !hasDate(run.startedAt) ? [] : [timestamp(17, run.startedAt)]),
    ),

  config: (number: number, members: readonly Member[]): Uint8Array => record(number, 5, ...items(1, members)),

  history: (number: number, members: readonly Member[], step: number): Uint8Array =>
    record(number, 2, ...items(1, members), message(2, integer(1, step))),

  summary: (number: number, members: readonly Member[]): Uint8Array => record(number, 3, ...items(1, members)),

  exit: (number: number, code: number, runtime: number): Uint8Array =>
    record(number, 18, integer(1, code), integer(2, runtime)),
};

function record(number: number, kind: number, ...fields: readonly Field[]): Uint8Array {
  return bytesOf([integer(1, number), message(kind, ...fields)]);
}

function bytesOf(fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const field of fields) field(writer);
  return writer.finish();
}

function message(number: number, ...fields: readonly Field[]): Field {
  return (writer) => writer.tag(number, WireType.LengthDelimited).bytes(bytesOf(fields));
}

/** Each value as JSON. A key with dots is one key. */
function items(number: number, members: readonly Member[]): readonly Field[] {
  return members.map(([key, value]) => message(number, text(2, key), text(16, writeJson(value))));
}

function text(number: number, value: string): Field {
  return (writer) => writer.tag(number, WireType.LengthDelimited).string(value);
}

function optional(number: number, value: string | null): Field {
  return value === null || value === '' ? () => undefined : text(number, value);
}

function integer(number: number, value: number): Field {
  return (writer) => writer.tag(number, WireType.Varint).int64(Math.trunc(value));
}

/** A `google.protobuf.Timestamp`. */
function timestamp(number: number, ms: number): Field {
  const seconds = Math.floor(ms / 1000);
  return message(number, integer(1, seconds), integer(2, Math.round((ms - seconds * 1000) * 1e6)));
}
