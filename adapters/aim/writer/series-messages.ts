import type { Num } from '../../../src/contract/value.ts';
import type { NewPoints } from '../../../src/contract/writer.ts';
import { hashValue } from './hash-value.ts';
import { Real, type Key, type Packed } from './pack-tree.ts';
import type { Instruction } from './tracking-client.ts';

// The size of a message decides how fast it is read: the server copies what is left of it for every frame.

/** Points of a series that go in one message. */
const mostWhole = 2_000;
/** Points of a message that is an addition to a series: each of its cells is a transaction. */
const mostAdded = 250;
/** Short series go together, up to so many points. */
const fullMessage = 500;

const columnNames = ['val', 'step', 'epoch', 'time'] as const;
type ColumnName = (typeof columnNames)[number];
type Columns = Readonly<Record<ColumnName, ReadonlyMap<Key, Packed>>>;

/** Where a series lies, and what it is told to the server by. */
export interface SeriesPlace {
  readonly seqs: string;
  readonly run: string;
  readonly context: bigint;
}

/**
 * Points as messages, as many together as the server reads best: a series from its first point takes the place of what is
 * there, whole or column by column; later points are added to it. `place` tells where, `summary` what else is written
 * once the points of a part are there.
 */
export function* seriesMessages(
  parts: readonly NewPoints[],
  place: (part: NewPoints) => SeriesPlace,
  summary: (part: NewPoints) => readonly Instruction[],
): Generator<readonly Instruction[]> {
  let [waiting, points]: [Instruction[], number] = [[], 0];
  for (const part of parts) {
    const own = place(part);
    const count = part.values.length;
    if (part.start === 0 && count <= mostWhole) {
      waiting.push(...wholeSeries(part, own), ...summary(part));
      points += count;
      if (points < fullMessage) continue;
      yield waiting;
      [waiting, points] = [[], 0];
      continue;
    }
    yield* part.start === 0 ? byColumn(part, own) : added(part, own);
    yield summary(part);
  }
  if (waiting.length > 0) yield waiting;
}

function wholeSeries(part: NewPoints, { seqs, ...at }: SeriesPlace): readonly Instruction[] {
  const path = pathOf(part, at);
  return [
    [seqs, '__setitem__', [path, columnsOf(part, 0, part.values.length)]],
    ...columnNames.map((name): Instruction => [seqs, 'make_array', [[...path, name]]]),
  ];
}

function* byColumn(part: NewPoints, { seqs, ...at }: SeriesPlace): Generator<readonly Instruction[]> {
  const columns = columnsOf(part, 0, part.values.length);
  for (const name of columnNames) {
    const path = [...pathOf(part, at), name];
    yield [
      [seqs, '__setitem__', [path, columns[name]]],
      [seqs, 'make_array', [path]],
    ];
  }
}

function* added(part: NewPoints, { seqs, ...at }: SeriesPlace): Generator<readonly Instruction[]> {
  for (let start = 0; start < part.values.length; start += mostAdded) {
    const columns = columnsOf(part, start, Math.min(part.values.length, start + mostAdded));
    yield columnNames.map((name): Instruction => {
      return [seqs, 'update', [[...pathOf(part, at), name], [...columns[name]]]];
    });
  }
}

function pathOf({ metric }: NewPoints, { run, context }: Omit<SeriesPlace, 'seqs'>): readonly Packed[] {
  return ['seqs', 'v2', 'chunks', run, context, metric];
}

/** Cells of points by the hash of their step. Values are doubles all, so that a series has one type. */
function columnsOf({ steps, values, timestamps, epochs }: NewPoints, start: number, end: number): Columns {
  const column = () => new Map<Key, Packed>();
  const columns = { val: column(), step: column(), epoch: column(), time: column() };
  for (let at = start; at < end; at += 1) {
    const step = steps[at] ?? 0;
    const key = hashOfStep(step);
    columns.val.set(key, new Real(values[at] ?? Number.NaN));
    columns.step.set(key, step);
    const epoch = epochs?.[at] ?? Number.NaN;
    columns.epoch.set(key, Number.isNaN(epoch) ? null : new Real(epoch));
    columns.time.set(key, new Real((timestamps[at] ?? Number.NaN) / 1000));
  }
  return columns;
}

/** Series share their steps: those near zero are hashed once. */
const knownSteps: bigint[] = [];
const mostKnown = 1 << 17;

function hashOfStep(step: Num): bigint {
  if (typeof step === 'bigint' || step < 0 || step >= mostKnown) return hashValue(step);
  return (knownSteps[step] ??= hashValue(step));
}
