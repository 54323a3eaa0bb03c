import { buffer } from 'node:stream/consumers';
import type { UpstreamContext } from '../../src/contract/context.ts';
import type { HttpRequest } from '../../src/contract/http.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import { readFloatSeries } from './live/read-floats.ts';
import type { Session } from './live/session.ts';
import {
  attributesAnswer,
  entriesAnswer,
  organizationsAnswer,
  projectsAnswer,
  seriesAnswer,
  type WireAttribute,
  type WireEntry,
  type WirePoint,
  type WireProject,
} from './wire.ts';

/** The model registry of 2.x holds entries that are like runs. */
export type EntryType = 'run' | 'model' | 'modelVersion';

export interface EntriesQuery {
  /** `workspace/project`. */
  readonly project: string;
  /** NQL. */
  readonly query: string;
  /** By creation; undefined: in the server's order. */
  readonly descending: boolean;
  readonly limit: number;
  /** Paths of the attributes wanted; null for all. */
  readonly attributes: readonly string[] | null;
  /** Runs, where nothing is said. Others are of 2.x. */
  readonly types?: readonly EntryType[];
}

/** One function for each endpoint in use. Lists of projects and runs are of both lines; the rest says which. */
export interface NeptuneClient {
  organizations(context: UpstreamContext): Promise<readonly string[]>;
  projects(context: UpstreamContext, organization: string, page: Window): Promise<readonly WireProject[]>;
  searchEntries(context: UpstreamContext, query: EntriesQuery): Promise<readonly WireEntry[]>;
  /** 3.x: attributes of some runs, by short id; of every type where none is named. */
  attributes(
    context: UpstreamContext,
    project: string,
    wanted: { readonly shortIds: readonly string[]; readonly types?: readonly string[] },
  ): Promise<ReadonlyMap<string, readonly WireAttribute[]>>;
  /** 2.x: points from a place on. */
  pointsFrom(context: UpstreamContext, series: SeriesKey, page: Window): Promise<readonly WirePoint[]>;
  /** 3.x: points of many series, in the order of the requests; undefined for a series that is not there. */
  pointsOfMany(
    context: UpstreamContext,
    requests: readonly StepRequest[],
    page: StepWindow,
  ): Promise<readonly (readonly WirePoint[] | undefined)[]>;
}

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

export interface StepRequest extends SeriesKey {
  /** Points behind this step; null for all. */
  readonly after: number | null;
}

export interface StepWindow {
  /** Of each series. */
  readonly limit: number;
  /** With the points that a fork inherits, or without. */
  readonly inherited: boolean;
}

export interface SeriesKey {
  /** `workspace/project/SHORT-ID`. */
  readonly run: string;
  readonly attribute: string;
}

const backend = '/api/backend/v1';
const leaderboard = '/api/leaderboard/v1';
/** Attributes that one answer of 3.x holds: the client's own. */
const mostAttributes = 10_000;

export function openClient(session: Session): NeptuneClient {
  const get = (context: UpstreamContext, path: string, query: HttpRequest['query'], what: string) =>
    session.send(context, { method: 'GET', path, query: query ?? [] }, what);

  return {
    async organizations(context) {
      const response = await get(context, `${backend}/myOrganizations`, [], 'myOrganizations');
      return readAnswer(response, organizationsAnswer, 'myOrganizations').map(({ name }) => name);
    },

    async projects(context, organization, { offset, limit }) {
      const query = [
        ['organizationIdentifier', organization],
        ['offset', String(offset)],
        ['limit', String(limit)],
      ] as const;
      return readAnswer(await get(context, `${backend}/projects`, query, 'projects'), projectsAnswer, 'projects')
        .entries;
    },

    async searchEntries(context, { project, query, descending, limit, attributes, types = ['run'] }) {
      const request: HttpRequest = {
        method: 'POST',
        path: `${leaderboard}/leaderboard/entries/search`,
        query: [['projectIdentifier', project], ...types.map((type) => ['type', type] as const)],
        json: {
          query: { query },
          ...(attributes === null ? {} : { attributeFilters: attributes.map((path) => ({ path })) }),
          pagination: { limit, offset: 0 },
          sorting: {
            dir: descending ? 'descending' : 'ascending',
            sortBy: { name: 'sys/creation_time', type: 'datetime' },
          },
        },
      };
      const response = await session.send(context, request, 'entries/search');
      return readAnswer(response, entriesAnswer, 'entries/search').entries;
    },

    async attributes(context, project, { shortIds, types }) {
      const found = new Map<string, WireAttribute[]>();
      let token: string | null = null;
      do {
        const request: HttpRequest = {
          method: 'POST',
          path: `${leaderboard}/leaderboard/attributes/query`,
          query: [['projectIdentifier', project]],
          json: {
            experimentIdsFilter: shortIds.map((id) => `${project}/${id}`),
            ...(types === undefined ? {} : { attributeFilter: types.map((attributeType) => ({ attributeType })) }),
            nextPage: { limit: mostAttributes, ...(token === null ? {} : { nextPageToken: token }) },
          },
        };
        const response = await session.send(context, request, 'attributes/query');
        const { entries, nextPage } = readAnswer(response, attributesAnswer, 'attributes/query');
        for (const { experimentShortId: id, attributes } of entries) {
          found.set(id, [...(found.get(id) ?? []), ...attributes]);
        }
        const next: string | null = nextPage?.nextPageToken ?? null;
        token = next === token ? null : next;
      } while (token !== null);
      return found;
    },

    async pointsFrom(context, { run, attribute }, { offset, limit }) {
      const query = [
        ['experimentId', run],
        ['attribute', attribute],
        ['limit', String(limit)],
        ['offset', String(offset)],
      ] as const;
      const response = await get(context, `${leaderboard}/attributes/series/float`, query, 'series/float');
      return readAnswer(response, seriesAnswer, 'series/float').values;
    },

    async pointsOfMany(context, requests, { limit, inherited }) {
      const json = {
        requests: requests.map(({ run, attribute, after }, index) => ({
          requestId: String(index),
          series: {
            holder: { identifier: run, type: 'experiment' },
            attribute,
            lineage: inherited ? 'FULL' : 'NONE',
            lineageEntityType: 'RUN',
            includePreview: false,
          },
          ...(after === null ? {} : { afterStep: after }),
        })),
        perSeriesPointsLimit: limit,
        order: 'ascending',
      };
      // Many series at once have no JSON form.
      const path = `${leaderboard}/proto/attributes/series/float`;
      const { body } = await session.open(context, { method: 'POST', path, json }, 'series/float');
      const found = readFloatSeries(await buffer(body));
      return requests.map((_request, index) => found.get(String(index)));
    },
  };
}
