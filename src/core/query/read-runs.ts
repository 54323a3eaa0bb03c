import { atSource, type RungraphError } from '../../contract/error.ts';
import type { Row } from '../rows/row.ts';
import type { Scope } from '../scope.ts';
import type { SourceReport } from '../sources/report.ts';
import type { ReadBudget } from './budget.ts';
import { interleaveStreams } from './interleave.ts';
import { mergeStreams } from './merge.ts';
import { fieldsOf, fieldsOfOrder, withFields } from './fields-of.ts';
import type { RunSelection } from './run-selection.ts';
import { compareTuples } from './sort-values.ts';
import { openSourcePart, type SourcePart } from './source-part.ts';
import type { RowStream, StreamRow } from './stream.ts';

export interface ReadOptions extends ReadBudget {
  /** How many rows are wanted; all where left out. */
  readonly take?: number;
}

/** A reading of runs. It can be read once. */
export interface RunReading {
  /**
   * Rows in the order asked, a batch at a time. A batch holds the rows that are there. Stopping early ends the reading.
   */
  readonly batches: AsyncGenerator<readonly Row[], void, undefined>;
  /** How far each source has got, while the reading goes on. Nobody else is told of it. */
  soFar(): readonly SourceReport[];
  /** Why rows are missing for good, of each source that fails or could not be read whole, as far as it is known. */
  lost(): readonly RungraphError[];
  /** Reports and count. Ask for them after the last batch. */
  end(): ReadingEnd;
}

export interface ReadingEnd {
  readonly reports: readonly SourceReport[];
  /** How many runs match in all; null where nobody knows. */
  readonly totalCount: number | null;
}

const mostInBatch = 500;

/**
 * Reads all runs of a selection. Walks, exports and comparisons start from it. Each page of a tracker is read once.
 * Rows are held in memory only where the gateway sorts.
 * @throws in a batch, where the selection is strict and a source fails or cannot be read whole.
 */
export function readRuns(scope: Scope, selection: RunSelection, options: ReadOptions = {}): RunReading {
  const { filter, order, strict, within } = selection;
  const projection = withFields(selection.projection, [...fieldsOf(filter), ...fieldsOfOrder(order)]);
  const { take = null } = options;
  const lists = within.map((where) => openSourcePart(scope, selection, where, { projection, take, budget: options }));
  const returned = new Map<string, number>();
  let end: ReadingEnd | undefined;

  const soFar = (): readonly SourceReport[] => lists.map((list) => list.soFar(returned.get(list.source) ?? 0));

  function finish(): ReadingEnd {
    for (const list of lists) list.close();
    const reports = lists.map((list) => list.report(returned.get(list.source) ?? 0));
    return { reports, totalCount: sumOf(lists.map((list) => list.total())) };
  }

  async function* read(): AsyncGenerator<readonly Row[], void, undefined> {
    const stream = joinStreams(lists, order);
    let left = take ?? Infinity;
    try {
      while (left > 0 && !stream.ended()) {
        if (stream.peek() === undefined) await stream.fill();
        if (strict) throwLost(lists);
        const batch = takeBatch(stream, Math.min(left, mostInBatch));
        left -= batch.length;
        for (const { source } of batch) returned.set(source, (returned.get(source) ?? 0) + 1);
        if (batch.length > 0) yield batch;
      }
    } finally {
      end ??= finish();
    }
  }

  return {
    batches: read(),
    soFar: () => end?.reports ?? soFar(),
    lost: () => lostOf(lists),
    end: () => (end ??= finish()),
  };
}

function joinStreams(lists: readonly SourcePart[], order: RunSelection['order']): RowStream {
  const streams = lists.map((list) => list.stream);
  if (order === null) return interleaveStreams(streams);
  return mergeStreams(streams, (a: StreamRow, b: StreamRow) => compareTuples(a.tuple, b.tuple, order));
}

/** The rows that are there without waiting. */
function takeBatch(stream: RowStream, most: number): readonly Row[] {
  const rows: Row[] = [];
  for (let next = stream.peek(); next !== undefined && rows.length < most; next = stream.peek()) {
    rows.push(next.row);
    stream.take();
  }
  return rows;
}

function lostOf(lists: readonly SourcePart[]): readonly RungraphError[] {
  return lists.flatMap((list) => {
    const error = list.lost();
    return error === undefined ? [] : [atSource(error, list.source)];
  });
}

function throwLost(lists: readonly SourcePart[]): void {
  const [lost] = lists.flatMap((list) => list.lost() ?? []);
  if (lost !== undefined) throw lost;
}

function sumOf(totals: readonly (number | null)[]): number | null {
  return totals.reduce<number | null>((sum, total) => (sum === null || total === null ? null : sum + total), 0);
}
