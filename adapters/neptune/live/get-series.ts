import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Series, SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { openPoints, type PointsBuilder } from '../../../src/kit/points.ts';
import { seriesInTime, wholeSeries, type FoundSeries } from '../../../src/kit/series-in-time.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import type { SeriesKey } from '../client.ts';
import { chunksOf, findEntries } from './find-entries.ts';
import { shortIdOf, splitRunId, type RunAccess } from './run-access.ts';
import { readSteps } from './read-steps.ts';
import { readText } from './to-run.ts';

/** Points of one answer of 2.x: what its client asks for. */
const pagePoints = 1000;

/** Series by metric: each page after page on 2.x, many together on 3.x, where runs are looked up by their ids first. */
export async function getSeries(access: RunAccess, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  return seriesInTime(access.context, requests, (context, found) => readAll({ ...access, context }, requests, found));
}

async function readAll(access: RunAccess, requests: readonly SeriesRequest[], found: FoundSeries): Promise<void> {
  const ids = await shortIds(
    access,
    requests.map(({ runId }) => runId),
  );
  const asked: AskedSeries[] = [];
  for (const request of requests) {
    const run = ids.get(request.runId);
    if (isRungraphError(run)) found.set(request, run);
    else if (run !== undefined) asked.push({ run, attribute: request.metric, request });
  }
  const read = access.line === '2.x' ? readPlaces : readSteps;
  await read(access, asked, ({ request }, answer) => found.set(request, toSeries(answer, request)));
}

interface AskedSeries extends SeriesKey {
  readonly request: SeriesRequest;
}

function toSeries(answer: PointsBuilder | RungraphError, { from, to }: SeriesRequest): Series | RungraphError {
  return isRungraphError(answer) ? answer : wholeSeries(sliceSteps(answer.build(), from, to));
}

async function readPlaces<Key extends SeriesKey>(
  access: RunAccess,
  keys: readonly Key[],
  put: (key: Key, answer: PointsBuilder | RungraphError) => void,
): Promise<void> {
  const readings = keys.map(async (key) => {
    try {
      put(key, await readOne(access, key));
    } catch (error) {
      if (!isRungraphError(error)) throw error;
      // A run without the metric.
      put(key, error.code === 'NOT_FOUND' ? openPoints() : error);
    }
  });
  await Promise.all(readings);
}

async function readOne({ client, context }: RunAccess, key: SeriesKey): Promise<PointsBuilder> {
  const builder = openPoints();
  for (let offset = 0; ; offset += pagePoints) {
    const points = await client.pointsFrom(context, key, { offset, limit: pagePoints });
    for (const { step, value, timestampMillis } of points) builder.add(step, value, timestampMillis);
    if (points.length < pagePoints) return builder;
  }
}

/** `workspace/project/SHORT-ID` by native id. In 2.x the two are the same. */
async function shortIds(
  access: RunAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | RungraphError>> {
  if (access.line === '2.x') {
    return new Map(ids.filter((id) => splitRunId(id) !== undefined).map((id) => [id, id]));
  }
  const found = new Map<string, string | RungraphError>();
  await Promise.all(
    chunksOf(ids).map(async ({ project, runs }) => {
      try {
        const paths = ['sys/id', 'sys/custom_run_id'];
        for (const { attributes } of await findEntries(access, project, runs, paths)) {
          const short = shortIdOf(attributes) ?? '';
          const custom = readText(attributes, 'sys/custom_run_id');
          found.set(`${project}/${custom || short}`, `${project}/${short}`);
        }
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        for (const run of runs) found.set(`${project}/${run}`, error);
      }
    }),
  );
  return found;
}
