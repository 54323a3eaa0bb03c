import type { Environment } from '../../contract/provenance.ts';
import type { Metric } from '../../contract/run.ts';
import type { Row } from '../rows/row.ts';
import type { CutSeries } from '../series/read-series.ts';
import type { TableReader } from '../tables/build-table.ts';

/** What a comparison reads beside its rows, for many rows at once. Rejects with the source's coded error. */
export interface RunReader extends TableReader {
  /** Every point of a metric. */
  readonly series: (row: Row, metric: Metric) => Promise<CutSeries>;
  /** What the tracker keeps of a run's environment in files; null where it keeps none. */
  readonly environment: (row: Row) => Promise<Environment | null>;
}
