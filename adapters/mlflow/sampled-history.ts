import { isRungraphError } from '../../src/contract/error.ts';
import type { SeriesRequest } from '../../src/contract/series.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { historyRows } from './client.ts';
import { toHistory, type History, type HistoryReader } from './history.ts';

/** The server samples up to this many points a run. One is spent on telling a full answer from a sampled one. */
export const mostSamples = 2500 - 1;

/** What is asked of all runs of one call alike. */
export type Sample = Pick<SeriesRequest, 'metric' | 'from' | 'to'> & { readonly maxPoints: number };

export interface SampledHistory {
  readonly history: History;
  /** Runs whose points in the range are all here. */
  readonly complete: ReadonlySet<string>;
}

/** Both ends must be given, and without them the server starts at step 0 and drops negative steps: so, all int64. */
const leastStep = '-9223372036854775808';
const greatestStep = '9223372036854775807';

/** Points of one metric of many runs, thinned out by the server. */
export async function readSampled(
  reader: HistoryReader,
  sample: Sample,
  runIds: readonly string[],
): Promise<SampledHistory> {
  const idLength = Math.max(...runIds.map((id) => id.length));
  const chunks = chunkEvenly(runIds, reader.client.runsPerCall(sample.metric, idLength));
  const parts = await Promise.all(chunks.map((chunk) => readChunk(reader, sample, chunk)));
  return {
    history: new Map(parts.flatMap((part) => [...part.history])),
    complete: new Set(parts.flatMap((part) => [...part.complete])),
  };
}

async function readChunk(reader: HistoryReader, sample: Sample, runIds: readonly string[]): Promise<SampledHistory> {
  try {
    const rows = await reader.client.getHistorySampled(reader.context, {
      runIds,
      metric: sample.metric,
      maxResults: sample.maxPoints + 1,
      startStep: String(sample.from ?? leastStep),
      endStep: String(sample.to ?? greatestStep),
    });
    const history = toHistory(runIds, rows);
    const steps = new Set(rows.map((row) => row.step)).size;
    const unsampled = reader.dialect.samplesRows || steps <= sample.maxPoints;
    const complete = [...history].filter(([, points]) => !isRungraphError(points) && isWhole(points.values.length));
    return { history, complete: new Set(unsampled ? complete.map(([runId]) => runId) : []) };
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    return { history: new Map(runIds.map((runId) => [runId, error])), complete: new Set() };
  }

  /** Servers that sample by rows send one more where there is more; older ones send every row of the steps, to a cap. */
  function isWhole(points: number): boolean {
    return reader.dialect.samplesRows ? points <= sample.maxPoints : points < historyRows;
  }
}
