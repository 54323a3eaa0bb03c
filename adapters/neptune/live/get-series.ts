import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Series, SeriesAnswers, SeriesRequest } from '../../../src/contract/series.ts';
import { openPoints, type PointsBuilder } from '../../../src/kit/points.ts';
import { sliceSteps } from '../../../src/kit/slice-steps.ts';
import type { SeriesKey } from '../client.ts';
import { chunksOf, findEntries } from './get-runs.ts';
import { shortIdOf, splitRunId, type RunAccess } from './run-access.ts';
import { readText } from './to-run.ts';

/** Points of one answer: what the client of either line asks for. */
const pagePoints = { '2.x': 1000, '3.x': 10_000 } as const;

/** Series by metric, each page after page. A run of 3.x is asked for by its short id, which is looked up first. */
export async function getSeries(access: RunAccess, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
  const ids = await shortIds(
    access,
    requests.map(({ runId }) => runId),
  );
  return Promise.all(
    requests.map(async (request) => {
      const run = ids.get(request.runId);
      if (run === undefined) return finish(openPoints(), request);
      if (isRungraphError(run)) return run;
      try {
        const key = { run, attribute: request.metric };
        return finish(await (access.line === '2.x' ? readPlaces(access, key) : readSteps(access, key)), request);
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        // A run without the metric.
        return error.code === 'NOT_FOUND' ? finish(openPoints(), request) : error;
      }
    }),
  );
}

function finish(builder: PointsBuilder, { from, to }: SeriesRequest): Series {
  const points = sliceSteps(builder.build(), from, to);
  return { ...points, totalPoints: points.values.length, complete: true };
}

async function readPlaces({ client, context }: RunAccess, key: SeriesKey): Promise<PointsBuilder> {
  const builder = openPoints();
  const limit = pagePoints['2.x'];
  for (let offset = 0; ; offset += limit) {
    const points = await client.pointsFrom(context, key, { offset, limit });
    for (const { step, value, timestampMillis } of points) builder.add(step, value, timestampMillis);
    if (points.length < limit) return builder;
  }
}

/** A page goes on from the last step of the one before, whose point may come again: steps of 3.x only grow. */
async function readSteps({ client, context, stitched }: RunAccess, key: SeriesKey): Promise<PointsBuilder> {
  const builder = openPoints();
  const limit = pagePoints['3.x'];
  let last: number | null = null;
  for (;;) {
    const points = await client.pointsAt(context, key, { from: last, limit, inherited: stitched });
    const before: number = last ?? -Infinity;
    const fresh = points.filter(({ step }) => step > before);
    for (const { step, value, timestampMillis } of fresh) builder.add(step, value, timestampMillis);
    last = fresh.at(-1)?.step ?? null;
    if (points.length < limit || last === null) return builder;
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
