import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../src/contract/canonical-json.ts';
import type { MetricContext } from '../../../src/contract/value.ts';
import { sequenceKinds, type SequenceKind } from './sequence-kinds.ts';
import { encodeEntry, Float, type Sent } from './encode-tree.ts';
import type { StoredObject, StoredRun, StoredSequence, World } from './world.ts';

/** GET /runs/{hash}/info/: names of what was tracked. The last value is a constant, whatever it was. */
export function infoOf(run: StoredRun): object {
  const { experiment, creationTime, endTime, name, objects } = run;
  const named = sequenceKinds.map((kind) => {
    const own = objects.sequences.filter((sequence) => sequence.kind === kind);
    return [
      kind,
      own.map((sequence) => ({ context: sequence.context, name: sequence.name, last_value: 0.1 })),
    ] as const;
  });
  return {
    params: {},
    traces: { logs: [], log_records: [], ...Object.fromEntries(named) },
    props: { name, experiment, creation_time: creationTime, end_time: endTime, active: endTime === null },
    artifacts: objects.stored.map(({ name: own, uri }) => ({ name: own, path: `/srv/${own}`, uri })),
  };
}

/** What a request for records says, with the defaults of the server. */
export interface RecordQuery {
  readonly record_range?: string;
  readonly record_density?: string;
  readonly index_range?: string;
  readonly index_density?: string;
}

export interface AskedSequence {
  readonly name: string;
  readonly context: MetricContext;
}

/** POST /runs/{hash}/{kind}/get-batch/: the sequences that are there, each as roots of its own. */
export function* recordsOf(
  run: StoredRun,
  kind: SequenceKind,
  asked: readonly AskedSequence[],
  query: RecordQuery,
): Generator<Buffer> {
  for (const { name, context } of asked) {
    const found = run.objects.sequences.find((sequence) => {
      return sequence.kind === kind && sequence.name === name && isSame(sequence.context, context);
    });
    if (found === undefined) continue;
    const records = cut(found, query);
    yield encodeEntry('name', name);
    yield encodeEntry('context', context);
    yield encodeEntry(
      'values',
      records.map(([step, items]) => {
        const sent = items.map((item, index) => toSent(run, kind, item, { step, index, name }));
        return isSingle(kind) ? (sent[0] ?? null) : sent;
      }),
    );
    yield encodeEntry(
      'iters',
      records.map(([step]) => step),
    );
  }
}

/** POST /runs/{kind}/get-batch: bytes by the URIs of an earlier answer. */
export function* blobsOf(world: World, uris: readonly string[]): Generator<Buffer> {
  for (const { hash, objects } of world.runs) {
    for (const { name, records } of objects.sequences) {
      for (const [step, items] of records) {
        for (const [index, item] of items.entries()) {
          const uri = uriOf(hash, { step, index, name });
          if ('blob' in item && uris.includes(uri)) yield encodeEntry(uri, item.blob);
        }
      }
    }
  }
}

/** GET /runs/{hash}/logs/: an entry a line; the last ones where no range is said. */
export function* logsOf({ objects: { logs } }: StoredRun, range: string | undefined): Generator<Buffer> {
  const [start, stop] = rangeOf(range, [Math.max(0, logs.length - 201), logs.length]);
  for (const [line, text] of logs.entries()) if (line >= start && line < stop) yield encodeEntry(line, text);
}

/** GET /runs/{hash}/log-records/: how many there are, and an entry each; none at all where there are none. */
export function* logRecordsOf({ objects: { logRecords } }: StoredRun, range: string | undefined): Generator<Buffer> {
  const count = logRecords.length;
  if (count === 0) return;
  yield encodeEntry('log_records_count', count);
  const [start, stop] = rangeOf(range, [Math.max(0, count - 200), count]);
  for (const [at, { message, level, time, args }] of logRecords.entries()) {
    if (at < start || at >= stop) continue;
    yield encodeEntry(at, { message, log_level: level, timestamp: new Float(time), args, is_notified: true });
  }
}

/** Without a start it begins at what was tracked first; fewer records than there are become a sample of them. */
function cut({ records }: StoredSequence, { record_range: range, record_density: density = '50' }: RecordQuery) {
  const steps = records.map(([step]) => step);
  const [start, stop] = rangeOf(range, [steps[0] ?? 0, Math.max(...steps) + 1]);
  const within = records.filter(([step]) => step >= start && step < stop).sort(([a], [b]) => a - b);
  const stride = Math.max(1, Math.floor(within.length / Number(density)));
  return within.filter((_record, index) => index % stride === 0 || index === within.length - 1);
}

function rangeOf(text: string | undefined, [first, end]: readonly [number, number]): readonly [number, number] {
  const [start = '', stop = ''] = (text ?? '').split(':');
  return [start === '' ? (stop === '' ? first : 0) : Number(start), stop === '' ? end : Number(stop)];
}

function isSingle(kind: SequenceKind): boolean {
  return kind === 'distributions' || kind === 'figures';
}

function isSame(a: MetricContext, b: MetricContext): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

interface Place {
  readonly step: number;
  readonly index: number;
  readonly name: string;
}

function toSent({ hash }: StoredRun, kind: SequenceKind, item: StoredObject, place: Place): Sent {
  const index = isSingle(kind) ? {} : { index: place.index };
  if ('blob' in item) return { caption: '', format: item.format, ...index, blob_uri: uriOf(hash, place) };
  if ('text' in item) return { data: item.text, ...index };
  const blob = Buffer.from(Float64Array.from(item.weights).buffer);
  const data = { type: 'numpy', shape: item.weights.length, dtype: 'float64', blob };
  return { bin_count: item.weights.length, range: item.range.map((edge) => new Float(edge)), data };
}

/** Encrypted there, and another one in every answer. */
function uriOf(hash: string, { step, index, name }: Place): string {
  return createHash('sha256')
    .update(`${hash} ${name} ${String(step)} ${String(index)}`)
    .digest('base64url');
}
