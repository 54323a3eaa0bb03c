import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { writeJson } from '../../../src/kit/write-json.ts';

// Records are messages of wandb/proto/wandb_internal.proto. Only what is used is read; the numbers are those of its fields.

/** A value at a path, as JSON text. */
export interface Item {
  readonly path: readonly string[];
  readonly json: string;
}

/** What was set, and the paths that were taken away. */
export interface Changes {
  readonly update: readonly Item[];
  readonly remove: readonly (readonly string[])[];
}

export interface RunRecord {
  readonly id: string;
  readonly entity: string;
  readonly project: string;
  readonly config: Changes;
  readonly group: string;
  readonly jobType: string;
  readonly displayName: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly sweep: string;
  readonly host: string;
  /** Epoch milliseconds; null where it is not told. */
  readonly startedAt: number | null;
  readonly commit: string;
  readonly remote: string;
}

export type OfflineRecord =
  | { readonly kind: 'run'; readonly run: RunRecord }
  | { readonly kind: 'history'; readonly items: readonly Item[] }
  | { readonly kind: 'summary' | 'config'; readonly changes: Changes }
  | { readonly kind: 'stats'; readonly timestamp: number; readonly items: readonly Item[] }
  /** A metric, or a pattern of metrics, that is summed up in ways of its own: numbers of `wandb_internal.MetricSummary`. */
  | { readonly kind: 'metric'; readonly name: string; readonly pattern: string; readonly summaries: readonly number[] }
  | { readonly kind: 'environment'; readonly fields: Readonly<Record<string, string | number | readonly string[]>> }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'other' };

/** @throws Error where the bytes are no such message. */
export function decodeRecord(bytes: Uint8Array): OfflineRecord {
  let record: OfflineRecord = { kind: 'other' };
  for (const { number, data } of fieldsOf(bytes)) {
    const read = data === undefined ? undefined : kinds[number];
    if (read !== undefined && data !== undefined) record = read(data);
  }
  return record;
}

const kinds: Readonly<Record<number, (bytes: Uint8Array) => OfflineRecord>> = {
  2: (bytes) => ({ kind: 'history', items: items(bytes, 1) }),
  3: (bytes) => ({ kind: 'summary', changes: toChanges(bytes) }),
  5: (bytes) => ({ kind: 'config', changes: toChanges(bytes) }),
  7: (bytes) => {
    const timestamp = messages(bytes, 2).map(toSeconds)[0] ?? Number.NaN;
    return { kind: 'stats', timestamp, items: items(bytes, 3) };
  },
  12: (bytes) => {
    const summaries = messages(bytes, 7).flatMap((summary) => fieldsOf(summary).map(({ number }) => number));
    return { kind: 'metric', name: text(bytes, 1), pattern: text(bytes, 2), summaries };
  },
  17: (bytes) => ({ kind: 'run', run: toRun(bytes) }),
  18: (bytes) => ({ kind: 'exit', code: Number(fieldsOf(bytes).find(({ number }) => number === 1)?.varint ?? 0) }),
  26: (bytes) => ({ kind: 'environment', fields: toEnvironment(bytes) }),
};

interface Field {
  readonly number: number;
  /** Of a text or a message. */
  readonly data: Uint8Array | undefined;
  readonly varint: bigint | undefined;
}

function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const reader = new BinaryReader(bytes);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (type === WireType.LengthDelimited) fields.push({ number, data: reader.bytes(), varint: undefined });
    else if (type === WireType.Varint) fields.push({ number, data: undefined, varint: BigInt(reader.int64()) });
    else reader.skip(type, number);
  }
  return fields;
}

function messages(bytes: Uint8Array, wanted: number): readonly Uint8Array[] {
  return fieldsOf(bytes).flatMap(({ number, data }) => (number === wanted && data !== undefined ? [data] : []));
}

function texts(bytes: Uint8Array, wanted: number): readonly string[] {
  return messages(bytes, wanted).map((data) => Buffer.from(data).toString());
}

function text(bytes: Uint8Array, wanted: number): string {
  return texts(bytes, wanted).at(-1) ?? '';
}

/** The message that the reader stands at. There are many of them, so that each is read in one go and in place. */
function readItem(reader: BinaryReader): Item {
  const end = reader.uint32() + reader.pos;
  const path: string[] = [];
  let [key, json] = ['', 'null'];
  while (reader.pos < end) {
    const [number, type] = reader.tag();
    if (number === 1) key = reader.string();
    else if (number === 2) path.push(reader.string());
    else json = jsonOf(reader, number) ?? skipped(reader, type, json);
  }
  // A path of one may stand in `key` or in `nested_key`.
  return { path: path.length > 0 ? path : [key], json };
}

/** Values are JSON in field 16; newer messages also have a field for each kind of value. */
function jsonOf(reader: BinaryReader, number: number): string | undefined {
  switch (number) {
    case 3:
      reader.int32();
      return 'null';
    case 4:
      return String(reader.bool());
    case 5:
      return String(reader.sint64());
    case 6:
      return writeJson(reader.double());
    case 7:
      return JSON.stringify(reader.string());
    case 8:
    case 16:
      return reader.string();
    default:
      return undefined;
  }
}

function skipped(reader: BinaryReader, type: WireType, json: string): string {
  reader.skip(type);
  return json;
}

/** The items that a message has in one of its fields. */
function items(bytes: Uint8Array, wanted: number): readonly Item[] {
  const reader = new BinaryReader(bytes);
  const found: Item[] = [];
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (number === wanted && type === WireType.LengthDelimited) found.push(readItem(reader));
    else reader.skip(type, number);
  }
  return found;
}

function toChanges(bytes: Uint8Array): Changes {
  return { update: items(bytes, 1), remove: items(bytes, 2).map(({ path }) => path) };
}

/** A `google.protobuf.Timestamp`. */
function toSeconds(bytes: Uint8Array): number {
  const fields = fieldsOf(bytes);
  const part = (wanted: number): number => Number(fields.find(({ number }) => number === wanted)?.varint ?? 0);
  return part(1) + part(2) / 1e9;
}

function toRun(bytes: Uint8Array): RunRecord {
  const seconds = messages(bytes, 17).map(toSeconds)[0];
  const [git = new Uint8Array()] = messages(bytes, 21);
  const [config = new Uint8Array()] = messages(bytes, 4);
  return {
    id: text(bytes, 1),
    entity: text(bytes, 2),
    project: text(bytes, 3),
    config: toChanges(config),
    group: text(bytes, 6),
    jobType: text(bytes, 7),
    displayName: text(bytes, 8),
    notes: text(bytes, 9),
    tags: texts(bytes, 10),
    sweep: text(bytes, 12),
    host: text(bytes, 13),
    startedAt: seconds === undefined ? null : Math.round(seconds * 1000),
    commit: text(git, 2),
    remote: text(git, 1),
  };
}

/** By the names that they have in configs of runs that went online. */
const environmentTexts = {
  1: 'os',
  2: 'python',
  4: 'docker',
  6: 'program',
  7: 'codePath',
  12: 'host',
  14: 'executable',
  18: 'gpu',
} as const;

function toEnvironment(bytes: Uint8Array): Readonly<Record<string, string | number | readonly string[]>> {
  const named = Object.entries(environmentTexts).map(([number, name]) => [name, text(bytes, Number(number))] as const);
  const gpus = fieldsOf(bytes).find(({ number }) => number === 19)?.varint;
  const args = texts(bytes, 5);
  return {
    ...Object.fromEntries(named.filter(([, value]) => value !== '')),
    ...(args.length === 0 ? {} : { args }),
    ...(gpus === undefined ? {} : { gpu_count: Number(gpus) }),
  };
}
