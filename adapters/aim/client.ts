import type { UpstreamContext } from '../../src/contract/context.ts';
import type { HttpClient, HttpRequest } from '../../src/contract/http.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import type { Root } from './encoding/tree-builder.ts';
import { openSender } from './send.ts';
import {
  changedAnswer,
  experimentsAnswer,
  notesAnswer,
  openApiAnswer,
  type WireExperiment,
  type WireNote,
} from './wire.ts';

export interface RunsQuery {
  /** AimQL. It must speak of `run.archived`, or the server adds a clause about it. */
  readonly q: string;
  readonly limit: number;
  /** The run that the page starts behind. The server starts from the first where there is none of that hash. */
  readonly offset: string | null;
  readonly params: boolean;
  readonly traces: boolean;
  /** What the SDK recorded of the machine and the code; kept among the params. */
  readonly systemParams: boolean;
}

/**
 * One function for each endpoint in use. A stream is there once the server has begun to answer, and must be read or
 * returned; it throws where it breaks off or breaks the encoding, because the server finds out too late to say so.
 */
export interface AimClient {
  /** The paths that the server serves below /api, and its clock less ours. */
  routes(context: UpstreamContext): Promise<{ readonly paths: readonly string[]; readonly clockSkewMs: number | null }>;
  /**
   * GET /projects/, also below the /aim of servers that serve more than Aim: the name that the product gives itself.
   * Null where neither path is served.
   */
  product(context: UpstreamContext): Promise<string | null>;
  /** All of them: the endpoint has no pages. */
  experiments(context: UpstreamContext): Promise<readonly WireExperiment[]>;
  /** Newest first by creation, at most `limit` of those that match. */
  searchRuns(context: UpstreamContext, query: RunsQuery): Promise<AsyncGenerator<Root>>;
  /** Every point of every metric that matches, run by run. */
  searchMetrics(context: UpstreamContext, q: string): Promise<AsyncGenerator<Root>>;
  notes(context: UpstreamContext, hash: string): Promise<readonly WireNote[]>;
  /** Answers its id. The server refuses a name that is there. */
  createExperiment(context: UpstreamContext, name: string): Promise<string>;
  restoreExperiment(context: UpstreamContext, id: string): Promise<void>;
}

export function openClient(http: HttpClient): AimClient {
  const sender = openSender(http);

  async function stream(
    context: UpstreamContext,
    path: string,
    query: HttpRequest['query'],
  ): Promise<AsyncGenerator<Root>> {
    return (await sender.open(context, { path, query: query ?? [] })).roots;
  }

  return {
    async routes(context) {
      const response = await sender.get(context, '/openapi.json');
      const { paths } = readAnswer(response, openApiAnswer, '/openapi.json');
      return { paths: Object.keys(paths), clockSkewMs: response.clockSkewMs };
    },

    async product(context) {
      for (const path of ['/api/projects/', '/aim/api/projects/']) {
        const response = await http.send(context, { method: 'GET', path });
        const named = /"name"\s*:\s*"([^"]*)"/.exec(response.status === 200 ? response.text : '');
        if (named?.[1] !== undefined) return named[1];
      }
      return null;
    },

    async experiments(context) {
      return readAnswer(await sender.get(context, '/experiments/'), experimentsAnswer, '/experiments/');
    },

    searchRuns(context, { q, limit, offset, params, traces, systemParams }) {
      return stream(context, '/runs/search/run/', [
        ['q', q],
        ['limit', String(limit)],
        ...(offset === null ? [] : [['offset', offset] as const]),
        ['skip_system', String(!systemParams)],
        ['exclude_params', String(!params)],
        ['exclude_traces', String(!traces)],
        ['report_progress', 'false'],
      ]);
    },

    searchMetrics(context, q) {
      return stream(context, '/runs/search/metric/', [
        ['q', q],
        ['p', '-1'],
        ['report_progress', 'false'],
      ]);
    },

    async notes(context, hash) {
      const path = `/runs/${encodeURIComponent(hash)}/note/`;
      return readAnswer(await sender.get(context, path), notesAnswer, path);
    },

    async createExperiment(context, name) {
      const request = { method: 'POST', path: '/experiments/', json: { name } } as const;
      return readAnswer(await sender.send(context, request), changedAnswer, request.path).id;
    },

    async restoreExperiment(context, id) {
      const path = `/experiments/${encodeURIComponent(id)}/`;
      await sender.send(context, { method: 'PUT', path, json: { archived: false } });
    },
  };
}
