import { atSource, isRungraphError, RungraphError } from '../../contract/error.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Metric } from '../../contract/run.ts';
import { chooseMetrics } from '../../core/curves/choose-metrics.ts';
import { readCurve, type ReadCurve } from '../../core/curves/read-curves.ts';
import type { Row } from '../../core/rows/row.ts';
import type { CutSeries } from '../../core/series/read-series.ts';
import { encodeRef } from '../../graphql/ids.ts';
import { batchReader } from '../ask/batch-reader.ts';
import type { Reading } from '../ask/read-rows.ts';
import { openCodes, plainColumn, wordColumn, type Batch, type ColumnData, type ExportTable } from '../column.ts';
import { drawnColumns, drawnData, pointColumns, pointData, type GoodCurve, type Piece } from './series-columns.ts';
import type { SeriesAsked } from './series-asked.ts';

/** So many points are read at once, where trackers tell how many there are. */
const batchPoints = 400_000;
const batchSeries = 200;
/** So many rows make a batch, where no single series has more. */
const batchRows = 64_000;
/** Of a series whose length nobody tells. */
const usualPoints = 2_000;

interface Wanted {
  readonly row: Row;
  readonly metric: Metric;
}

/**
 * A row a point: source, run, metric, context, and the point. Points as they were logged have step, timestamp, epoch and
 * value. Where they lie along something else, are made smooth or fewer, they have x and value. Some series are read at a
 * time, so that memory does not grow with their number.
 */
export function longSeries(rows: readonly Row[], asked: SeriesAsked, reading: Reading): ExportTable {
  const wanted = rows.flatMap((row) => chooseMetrics(row.run, asked.selectors).map((metric) => ({ row, metric })));
  const names = {
    source: openWords(wanted.map(({ row }) => row.source)),
    run: openWords(wanted.map(({ row }) => refOf(row))),
    metric: openWords(wanted.map(({ metric }) => metric.key)),
    context: openWords(wanted.flatMap(({ metric }) => contextOf(metric) ?? [])),
  };
  const isPlain = asked.axis.kind === 'STEP' && asked.options.smooth === null && asked.options.maxPoints === null;
  const own = isPlain ? pointColumns(asked) : drawnColumns(asked);

  function toBatch(pieces: readonly Piece[], parts: readonly Wanted[]): Batch {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const codes = (words: Words, of: (part: Wanted) => string | null): ColumnData => {
      if (parts.every((part) => of(part) === null)) return { kind: 'none' };
      const filled = openCodes(words.list.length, length);
      let at = 0;
      parts.forEach((part, index) => {
        const end = at + (pieces[index]?.length ?? 0);
        filled.fill(words.codes.get(of(part) ?? '') ?? -1, at, end);
        at = end;
      });
      return { kind: 'codes', codes: filled };
    };
    const columns: readonly ColumnData[] = [
      codes(names.source, ({ row }) => row.source),
      codes(names.run, ({ row }) => refOf(row)),
      codes(names.metric, ({ metric }) => metric.key),
      codes(names.context, ({ metric }) => contextOf(metric)),
      ...own.map((column, index) => joinData(pieces, index, column.type, length)),
    ];
    return { length, columns };
  }

  async function read(parts: readonly Wanted[]): Promise<readonly Piece[]> {
    const reader = batchReader(reading.context);
    const curves = await Promise.all(parts.map(({ row, metric }) => readCurve(row, metric, asked.axis, reader)));
    return Promise.all(parts.map((part, at) => pieceOf(part, curves[at])));
  }

  async function pieceOf(part: Wanted, curve: ReadCurve['read'] | undefined): Promise<Piece> {
    if (curve === undefined || isRungraphError(curve)) {
      reading.account.lack(curve === undefined ? [] : [atSource(curve, part.row.source)]);
      return { length: 0, data: [] };
    }
    reading.account.lack(lacksPoints(part, curve.series));
    return isPlain ? pointData(curve, asked) : drawnData(await drawn(curve, asked, reading), asked);
  }

  async function* batches(): AsyncGenerator<Batch> {
    for (const parts of inParts(wanted)) {
      const pieces = await read(parts);
      for (const { from, to } of together(pieces)) yield toBatch(pieces.slice(from, to), parts.slice(from, to));
    }
  }

  const words = Object.entries(names).map(([name, { list }]) => wordColumn(name, list));
  return { columns: [...words, ...own.map(({ name, type }) => plainColumn(name, type))], batches: batches() };
}

async function drawn(curve: GoodCurve, { options }: SeriesAsked, { context }: Reading) {
  const sources = [{ points: curve.series, axis: curve.axis }];
  const { curves } = await context.work('drawCurves', sources, options, context.comparing.limits);
  return curves[0];
}

/** A tracker that gives a sample of a long series gives less than was asked for. */
function lacksPoints({ row, metric }: Wanted, { complete, values, totalPoints }: CutSeries): readonly RungraphError[] {
  if (complete) return [];
  const total = totalPoints === null ? 'more' : String(totalPoints);
  const message = `The tracker gave ${values.length} of ${total} points of ${metric.key} of the run ${row.run.nativeId}.`;
  return [new RungraphError('UNSUPPORTED', message, { source: row.source })];
}

function* inParts(wanted: readonly Wanted[]): Generator<readonly Wanted[]> {
  let part: Wanted[] = [];
  let points = 0;
  for (const one of wanted) {
    part.push(one);
    points += Number(one.metric.count ?? usualPoints);
    if (points < batchPoints && part.length < batchSeries) continue;
    yield part;
    [part, points] = [[], 0];
  }
  if (part.length > 0) yield part;
}

/** Short series make a batch together; a long one is a batch as it is, without a copy. */
function* together(pieces: readonly Piece[]): Generator<{ readonly from: number; readonly to: number }> {
  let from = 0;
  let rows = 0;
  for (const [at, { length }] of pieces.entries()) {
    if (rows > 0 && rows + length > batchRows) {
      yield { from, to: at };
      [from, rows] = [at, 0];
    }
    rows += length;
  }
  if (rows > 0) yield { from, to: pieces.length };
}

interface Words {
  readonly list: readonly string[];
  readonly codes: ReadonlyMap<string, number>;
}

function openWords(texts: readonly string[]): Words {
  const list = [...new Set(texts)];
  return { list, codes: new Map(list.map((word, at) => [word, at])) };
}

function refOf({ source, run }: Row): string {
  return encodeRef(source, run.nativeId);
}

function contextOf({ context }: Metric): string | null {
  return context === null ? null : canonicalJson(context);
}

/** The same column of several series, one behind the other. */
function joinData(pieces: readonly Piece[], index: number, type: string, length: number): ColumnData {
  const parts = pieces.flatMap((piece) => {
    const data = piece.data[index];
    return piece.length > 0 && data !== undefined ? [{ length: piece.length, data }] : [];
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.data;
  if (parts.every(({ data }) => data.kind === 'none')) return { kind: 'none' };
  if (type === 'NUMBER_TEXT' || parts.some(({ data }) => data.kind === 'cells')) {
    return { kind: 'cells', cells: parts.flatMap(cellsOf) };
  }
  const values = new Float64Array(length);
  let at = 0;
  let gaps = false;
  for (const part of parts) {
    if (part.data.kind === 'doubles') values.set(part.data.values, at);
    else values.fill(Number.NaN, at, at + part.length);
    at += part.length;
    gaps ||= part.data.kind !== 'doubles' || part.data.gaps;
  }
  return { kind: 'doubles', values, gaps };
}

function cellsOf({ length, data }: { readonly length: number; readonly data: ColumnData }) {
  if (data.kind === 'doubles') return [...data.values];
  return data.kind === 'cells' ? data.cells : new Array<undefined>(length).fill(undefined);
}
