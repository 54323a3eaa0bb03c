import type { Points } from '../../contract/series.ts';
import type { NewPoints } from '../../contract/writer.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import type { Run } from '../../contract/run.ts';
import { requireGroup } from '../sources/groups.ts';
import { canonicalPoints } from './fit/canonical-points.ts';
import type { FittedSeries } from './fit/fit-run.ts';
import type { Tally } from './fit/losses.ts';
import { missingPoints } from './fit/missing-points.ts';
import { seriesImage, seriesName, type SeriesImage } from './image/run-image.ts';
import { readFitted } from './read-series.ts';
import { mayPass, readWhole, type Side } from './side.ts';

export interface SeriesWriting {
  readonly from: Side;
  readonly to: Side;
  readonly table: WriteTable;
  readonly run: Run;
  /** The copy, and its project at the target. */
  readonly runId: string;
  readonly projectId: string;
  /** An earlier attempt may have written some of the points. */
  readonly resumed: boolean;
  readonly tally: Tally;
  readonly onPoints: (count: number) => void;
}

/** Moves series one after the other, in calls as full as the target takes. Answers what must be there then. */
export async function writeSeries(
  writing: SeriesWriting,
  series: readonly FittedSeries[],
): Promise<Readonly<Record<string, SeriesImage>>> {
  const images: [string, SeriesImage][] = [];
  const {
    batch: { points: most },
    resumes,
  } = writing.table;
  let batch: NewPoints[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (size > 0) await send(writing, batch);
    writing.onPoints(size);
    [batch, size] = [[], 0];
  };
  for await (const [{ metric, context }, points] of readFitted(writing, series)) {
    // A series without points cannot be written, and is not missed.
    if (points.values.length === 0) continue;
    images.push([seriesName(metric, context), seriesImage(points)]);
    // Where a series takes the place of another, its parts cost more than the whole.
    if (resumes === 'whole' && size > 0 && size + points.values.length > most) await flush();
    const left = writing.resumed ? missingPoints(points, await storedIn(writing, { metric, context })) : points;
    for (let start = 0; start < left.values.length;) {
      const part = slicePoints(left, start, start + most - size);
      batch.push({ metric, context, start, ...part });
      size += part.values.length;
      start += part.values.length;
      if (size >= most) await flush();
    }
  }
  await flush();
  return Object.fromEntries(images);
}

/** Sends points. After a failure nobody knows which arrived: those that are there are not sent again. */
async function send(writing: SeriesWriting, batch: readonly NewPoints[]): Promise<void> {
  const { to, table, runId } = writing;
  if (table.resumes === 'whole') {
    await to.ask('writePoints', (adapter, context) =>
      requireGroup(adapter, 'writer').writePoints(context, runId, batch, null),
    );
    return;
  }
  let left: readonly NewPoints[] = batch;
  let isUnsure = false;
  await to.patiently(async () => {
    if (isUnsure) left = await stillMissing(writing, left);
    isUnsure = false;
    if (left.length === 0) return;
    try {
      await to.askOnce('writePoints', (adapter, context) =>
        requireGroup(adapter, 'writer').writePoints(context, runId, left, null),
      );
    } catch (error) {
      isUnsure = mayPass(error);
      throw error;
    }
  });
}

async function stillMissing(writing: SeriesWriting, batch: readonly NewPoints[]): Promise<readonly NewPoints[]> {
  const left: NewPoints[] = [];
  for (const part of batch) {
    const points = missingPoints(part, await storedIn(writing, part));
    if (points.values.length > 0) left.push({ ...part, ...points });
  }
  return left;
}

/** A series as the target has it, in the canonical order. */
async function storedIn(
  { to, runId, projectId }: SeriesWriting,
  { metric, context }: Pick<NewPoints, 'metric' | 'context'>,
): Promise<Points> {
  return canonicalPoints(await readWhole(to, { runId, projectId, metric, context }));
}

/** Points from one place to another, the end excluded. */
export function slicePoints({ steps, values, timestamps, epochs }: Points, start: number, end: number): Points {
  return {
    steps: steps.slice(start, end),
    values: values.subarray(start, end),
    timestamps: timestamps.subarray(start, end),
    ...(epochs && { epochs: epochs.subarray(start, end) }),
  };
}
