import type { WriteTable } from '../../contract/write-table.ts';
import type { Points } from '../../contract/series.ts';
import { canonicalPoints } from '../migrate/fit/canonical-points.ts';
import { fitRun } from '../migrate/fit/fit-run.ts';
import { openTally } from '../migrate/fit/losses.ts';
import { firstDifference } from '../migrate/image/difference.ts';
import type { RunImage } from '../migrate/image/run-image.ts';
import { expectedImage, fieldsAndParams } from '../migrate/read-back.ts';
import { imagesOf, namedOf, readFitted, readRunSeries } from '../migrate/read-series.ts';
import type { Side } from '../migrate/side.ts';
import type { Pair } from './match-runs.ts';

export interface Comparing {
  readonly from: Side;
  readonly to: Side;
  /** What the other side loses of the one. */
  readonly table: WriteTable;
}

/**
 * The first difference of two runs, with what the other tracker loses applied to the one: null where they are equal.
 * Of copies, everything but parents, data and files, which a verification looks at. Of runs that were logged twice,
 * params, tags, and the steps and values of series: each logging has a clock, an id and a user of its own.
 */
export async function comparePair(comparing: Comparing, { one, other, by }: Pair): Promise<string | null> {
  const { from, to, table } = comparing;
  const tally = openTally();
  const fitted = fitRun(one, table, tally);
  const isCopy = by === 'FROM';
  const prepare = (points: Points): Points => (isCopy ? points : withoutTimes(points));
  const expected = await imagesOf(readFitted({ from, table, run: one, tally }, fitted.series), prepare);
  const read = fieldsAndParams(other, table);
  const all = read.metrics.map((metric) => namedOf(metric, expected));
  const found = await imagesOf(readRunSeries(to, other, all), (points) => prepare(canonicalPoints(points)));
  const rest = { inputs: [], files: {} };
  const want = { ...expectedImage(table, fitted, null, expected, {}), ...rest };
  const have = { ...read.image, series: found, ...rest };
  const difference = isCopy
    ? firstDifference(sameParent(want), sameParent(have))
    : firstDifference({ ...want, fields: {} }, { ...have, fields: {} });
  if (difference === null) return null;
  return `${difference.at} is ${difference.expected}, and ${difference.found} there`;
}

function sameParent(image: RunImage): RunImage {
  return { ...image, fields: { ...image.fields, parent: null } };
}

function withoutTimes(points: Points): Points {
  return canonicalPoints({ ...points, timestamps: new Float64Array(points.values.length) });
}
