import { isRungraphError, RungraphError } from '../../contract/error.ts';
import type { NumberColumn } from '../../contract/series.ts';
import type { DrawnCurve } from '../../core/curves/draw-curves.ts';
import type { ReadCurve } from '../../core/curves/read-curves.ts';
import { indexesWhere, pick } from '../../core/stats/indexes.ts';
import { plainColumn, type ColumnData, type ExportColumn } from '../column.ts';
import { isSafe } from '../spell.ts';
import type { SeriesAsked } from './series-asked.ts';

/** What one series gives to a batch: its own columns. */
export interface Piece {
  readonly length: number;
  readonly data: readonly ColumnData[];
}

/** A series that could be read. */
export type GoodCurve = Exclude<ReadCurve['read'], RungraphError>;

/** Points as they were logged. */
export function pointColumns({ textSteps }: SeriesAsked): readonly ExportColumn[] {
  return [
    plainColumn('step', textSteps ? 'NUMBER_TEXT' : 'NUMBER'),
    plainColumn('timestamp', 'DATETIME'),
    plainColumn('epoch', 'NUMBER'),
    plainColumn('value', 'NUMBER'),
  ];
}

export function pointData({ series, axis: { from, to } }: GoodCurve, asked: SeriesAsked): Piece {
  const { steps, timestamps, values, epochs } = series;
  const { length } = values;
  const columns = [timestamps, epochs, values];
  if (from === null && to === null) return { length, data: [stepData(steps, asked), ...doubles(columns)] };
  const [low, high] = [from ?? -Infinity, to ?? Infinity];
  const kept = indexesWhere(length, (at) => {
    const step = Number(steps[at]);
    return step >= low && step <= high;
  });
  const own = steps instanceof Float64Array ? pick(steps, kept) : Array.from(kept, (at) => steps[at] ?? 0);
  return {
    length: kept.length,
    data: [stepData(own, asked), ...doubles(columns.map((column) => column && pick(column, kept)))],
  };
}

/** Time and epoch may be missing; the value is there always, NaN too. */
function doubles(columns: readonly (Float64Array | undefined)[]): readonly ColumnData[] {
  return columns.map((values, index) => {
    return values === undefined ? { kind: 'none' } : { kind: 'doubles', values, gaps: index < 2 };
  });
}

/** @throws UNSUPPORTED for a step that the column cannot hold. */
function stepData(steps: NumberColumn, { textSteps, holdsAny }: SeriesAsked): ColumnData {
  if (textSteps) return { kind: 'cells', cells: Array.from(steps) };
  if (steps instanceof Float64Array) return { kind: 'doubles', values: steps, gaps: false };
  const big = steps.find((step) => typeof step === 'bigint' && !isSafe(step));
  if (big === undefined) return { kind: 'doubles', values: Float64Array.from(steps, Number), gaps: false };
  if (holdsAny) return { kind: 'cells', cells: steps };
  const message = `The step ${String(big)} is beyond 2^53, and a column of doubles cannot hold it; ask with steps=text.`;
  throw new RungraphError('UNSUPPORTED', message, { asked: true });
}

/** Points along something else than their steps, or made smooth or fewer. */
export function drawnColumns({ options }: SeriesAsked): readonly ExportColumn[] {
  return ['x', 'value', ...(options.raw ? ['raw'] : [])].map((name) => plainColumn(name, 'NUMBER'));
}

export function drawnData(curve: DrawnCurve | undefined, { options }: SeriesAsked): Piece {
  if (curve === undefined || isRungraphError(curve)) return { length: 0, data: [] };
  const columns = [curve.x, curve.y, ...(options.raw ? [curve.raw ?? curve.y] : [])];
  return { length: curve.y.length, data: columns.map((values) => ({ kind: 'doubles', values, gaps: false })) };
}
