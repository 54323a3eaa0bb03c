import type { CallContext } from '../../src/contract/context.ts';
import type { RungraphError } from '../../src/contract/error.ts';
import type { Points } from '../../src/contract/series.ts';
import { noPoints, openPoints, type PointsBuilder } from '../../src/kit/points.ts';
import type { MlflowClient } from './client.ts';
import type { Dialect } from './dialect.ts';
import type { FastTrackMlClient } from './fasttrackml-client.ts';
import { toDouble, toInteger } from './to-model.ts';
import type { WirePoint } from './wire.ts';

/** What reading the history of metrics needs. */
export interface HistoryReader {
  readonly client: MlflowClient;
  readonly context: CallContext;
  readonly dialect: Dialect;
  /** On FastTrackML alone. */
  readonly fast?: FastTrackMlClient | undefined;
}

/** Points by run id; a run that could not be read has its error instead. */
export type History = ReadonlyMap<string, Points | RungraphError>;

/** Sorts the rows of one metric into one series a run. The server orders by timestamp; the promise is by step. */
export function toHistory(runIds: readonly string[], rows: readonly WirePoint[]): Map<string, Points | RungraphError> {
  const builders = new Map<string, PointsBuilder>();
  const only = runIds.length === 1 ? runIds[0] : undefined;
  for (const row of rows) {
    const runId = row.run_id ?? only ?? '';
    let builder = builders.get(runId);
    if (builder === undefined) builders.set(runId, (builder = openPoints()));
    builder.add(toInteger(row.step), toDouble(row.value), Number(row.timestamp ?? Number.NaN));
  }
  return new Map(runIds.map((runId) => [runId, builders.get(runId)?.build() ?? noPoints]));
}
