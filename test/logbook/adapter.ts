import type { Adapter, RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { Run } from '../../src/contract/run.ts';
import type { SeriesAnswers, SeriesRequest } from '../../src/contract/series.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { sliceSteps } from '../../src/kit/slice-steps.ts';
import { logbookCapabilities } from './capabilities.ts';
import { openClient, type Query } from './client.ts';
import type { LogbookSettings } from './config.ts';
import { toNativeFilter } from './to-native-filter.ts';
import { toPoints, toProject, toRun } from './to-model.ts';

/** What one request may name, so that its URL stays short and its answer small. */
const mostIds = 50;
const mostCurves = 200;

/** Reads one logbook server. */
export function createAdapter(settings: LogbookSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp(settings);
  const client = openClient(http);
  const baseUrl = settings.url.replace(/\/+$/, '');

  async function searchRuns(context: CallContext, search: RunSearch): Promise<RunPage> {
    // Nothing is ever archived.
    if (search.archived === 'ONLY') return { runs: [], next: null };
    const { entries, total, goesOn } = await client.entries(context, toQuery(search));
    const runs = entries.map((entry) => toRun(entry, baseUrl, context.projection));
    const positions = runs.map(positionOf);
    return { runs, next: goesOn ? (positions.at(-1) ?? null) : null, positions, total };
  }

  async function getRuns(context: CallContext, ids: readonly string[]): Promise<readonly (Run | null)[]> {
    const chunks = ids.length === 0 ? [] : chunkEvenly(ids, mostIds);
    const pages = await Promise.all(
      chunks.map((chunk) => client.entries(context, [...chunk.map((id) => ['id', id] as const), limitOf(mostIds)])),
    );
    const found = pages.flatMap(({ entries }) => entries).map((entry) => toRun(entry, baseUrl, context.projection));
    const byId = new Map(found.map((run) => [run.nativeId, run]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async function getSeries(context: CallContext, requests: readonly SeriesRequest[]): Promise<SeriesAnswers> {
    const chunks = requests.length === 0 ? [] : chunkEvenly(requests, mostCurves);
    const curves = await Promise.all(
      chunks.map((chunk) =>
        client.points(
          context,
          chunk.map(({ runId, metric }) => ({ entry: runId, curve: metric })),
        ),
      ),
    );
    return curves.flat().map((curve, index) => {
      const points = sliceSteps(toPoints(curve), requests[index]?.from ?? null, requests[index]?.to ?? null);
      return { ...points, totalPoints: points.values.length, complete: true };
    });
  }

  return {
    async probe(context) {
      const version = await client.version(context);
      return { version, capabilities: logbookCapabilities, diagnostics: [], clockSkewMs: null };
    },
    close() {
      http.close();
      return Promise.resolve();
    },
    async listProjects(context) {
      const books = await client.books(context);
      return { items: books.map((book) => toProject(book, baseUrl)), next: null };
    },
    searchRuns,
    getRuns,
    getSeries,
    describeSearch: (search) =>
      `GET /api/entries ${toQuery(search)
        .map((part) => part.join('='))
        .join(' ')}`,
  };
}

function toQuery({ projects, filter, limit, after }: RunSearch): Query {
  return [
    ...(projects ?? []).map((book) => ['book', book] as const),
    ...toNativeFilter(filter).map((condition) => ['where', condition] as const),
    ...(after === null ? [] : [['after', after] as const]),
    limitOf(limit),
  ];
}

function limitOf(limit: number): readonly [string, string] {
  return ['limit', String(limit)];
}

/** The server goes on behind a time and an id. */
function positionOf({ startedAt, nativeId }: Run): string {
  return `${startedAt ?? 0}/${nativeId}`;
}
