import type { Projection } from '../../contract/projection.ts';
import { emptyProjection } from '../../contract/projection.ts';
import type { MetricSelector } from '../../core/curves/choose-metrics.ts';
import type { AskedAxis } from '../../core/curves/read-curves.ts';
import { toAxis, toCurveOptions, toSelectors } from '../../graphql/curve-input.ts';
import type { SeriesQuestion } from '../ask/question.ts';
import { readAllRows } from '../ask/read-all-rows.ts';
import { readSelector } from '../ask/read-selector.ts';
import type { Reading } from '../ask/read-rows.ts';
import type { ExportTable } from '../column.ts';
import type { Format } from '../formats/format.ts';
import { longSeries } from './long-series.ts';
import type { SeriesAsked } from './series-asked.ts';
import { wideSeries } from './wide-series.ts';

/** Series of the runs of a selection: a row a point, or side by side where they are aligned. @throws INVALID_QUERY, NOT_FOUND. */
export async function seriesTable(question: SeriesQuestion, reading: Reading, format: Format): Promise<ExportTable> {
  const selectors = toSelectors(question.metrics.map(readSelector));
  const asked: SeriesAsked = {
    selectors,
    axis: toAxis(question.x),
    options: toCurveOptions(question),
    textSteps: question.steps === 'text',
    holdsAny: format !== 'parquet' && format !== 'arrow',
  };
  const rows = await readAllRows(question, needsOf(selectors, asked.axis), reading);
  return asked.options.align === 'NONE' ? longSeries(rows, asked, reading) : wideSeries(rows, asked, reading);
}

function needsOf(selectors: readonly MetricSelector[], { metric }: AskedAxis): Projection {
  const keys = selectors.filter(({ prefix }) => !prefix).map(({ key }) => key);
  const prefixes = selectors.filter(({ prefix }) => prefix).map(({ key }) => key);
  const along = metric === null ? [] : [metric.key];
  return { ...emptyProjection, metrics: { all: false, keys: [...keys, ...along], prefixes } };
}
