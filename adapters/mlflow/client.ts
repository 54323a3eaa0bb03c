import type { UpstreamContext } from '../../src/contract/context.ts';
import type { HttpClient, HttpRequest } from '../../src/contract/http.ts';
import { readAnswer } from '../../src/kit/read-answer.ts';
import { errorOfAnswer } from './errors.ts';
import { openSender } from './send.ts';
import {
  experimentsAnswer,
  metricsAnswer,
  runAnswer,
  runsAnswer,
  serverInfoAnswer,
  type WireExperiment,
  type WirePoint,
  type WireRun,
} from './wire.ts';

/** The server's own ceiling for one page of metric history, and for one answer of get-history-bulk. */
export const historyRows = 25_000;
/** Runs that one bulk history call may name. */
export const historyRuns = 100;
/** gunicorn, which serves MLflow 2, refuses a request line of more than 4094 bytes. */
const requestLineBytes = 4000;

export interface Listing<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface RunsQuery {
  readonly experiment_ids: readonly string[];
  readonly filter: string;
  readonly run_view_type: 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';
  readonly max_results: number;
  readonly order_by: readonly string[];
  readonly page_token?: string;
}

/** One function for each endpoint in use. */
export interface MlflowClient {
  /** GET /version: plain text; null where the host has no such route. With the Server header and the clock's skew. */
  version(context: UpstreamContext): Promise<{ version: string | null; server: string; clockSkewMs: number | null }>;
  /** GET server-info: since 3.10; null on older servers. */
  serverInfo(context: UpstreamContext): Promise<{ workspaces: boolean } | null>;
  searchExperiments(
    context: UpstreamContext,
    page: { limit: number; after: string | null },
  ): Promise<Listing<WireExperiment>>;
  searchRuns(context: UpstreamContext, query: RunsQuery): Promise<Listing<WireRun>>;
  /** Null where there is no such run. */
  getRun(context: UpstreamContext, runId: string): Promise<WireRun | null>;
  getHistory(
    context: UpstreamContext,
    runId: string,
    metric: string,
    after: string | null,
  ): Promise<Listing<WirePoint>>;
  /** At most `historyRows` rows over all runs, cut off without a word. */
  getHistoryBulk(context: UpstreamContext, runIds: readonly string[], metric: string): Promise<readonly WirePoint[]>;
  getHistorySampled(context: UpstreamContext, sample: HistorySample): Promise<readonly WirePoint[]>;
  /** How many runs of this id length fit into one bulk call. */
  runsPerCall(metric: string, idLength: number): number;
}

export interface HistorySample {
  readonly runIds: readonly string[];
  readonly metric: string;
  readonly maxResults: number;
  readonly startStep: string;
  readonly endStep: string;
}

export function openClient(
  http: HttpClient,
  basePath: string,
  headers: () => Readonly<Record<string, string>>,
): MlflowClient {
  const send = openSender(http, headers);

  return {
    async version(context) {
      const response = await http.send(context, { method: 'GET', path: '/version' });
      const facts = { server: response.headers['server'] ?? '', clockSkewMs: response.clockSkewMs };
      if (response.status === 404) return { version: null, ...facts };
      if (response.status !== 200) throw errorOfAnswer(response, 'GET /version');
      const version = response.text.trim();
      return { version: /^\d+\.\d+/.test(version) ? version : null, ...facts };
    },

    async serverInfo(context) {
      const response = await http.send(context, { method: 'GET', path: '/api/3.0/mlflow/server-info' });
      if (response.status !== 200 || !/json/.test(response.headers['content-type'] ?? '')) return null;
      const info = readAnswer(response, serverInfoAnswer, 'server-info');
      return { workspaces: info.workspaces_enabled ?? false };
    },

    async searchExperiments(context, { limit, after }) {
      const json = { max_results: limit, view_type: 'ALL', ...(after === null ? {} : { page_token: after }) };
      const response = await send(
        context,
        { method: 'POST', path: `${api}/experiments/search`, json },
        'experiments/search',
      );
      const answer = readAnswer(response, experimentsAnswer, 'experiments/search');
      return listing(answer.experiments, answer.next_page_token);
    },

    async searchRuns(context, json) {
      const response = await send(context, { method: 'POST', path: `${api}/runs/search`, json }, 'runs/search');
      const answer = readAnswer(response, runsAnswer, 'runs/search');
      return listing(answer.runs, answer.next_page_token);
    },

    async getRun(context, runId) {
      const request: HttpRequest = { method: 'GET', path: `${api}/runs/get`, query: [['run_id', runId]] };
      const response = await http.send(context, { ...request, headers: headers() });
      if (response.status === 200) return readAnswer(response, runAnswer, 'runs/get').run;
      const error = errorOfAnswer(response, 'runs/get');
      // An id that no run can have is refused as malformed.
      if (error.code === 'NOT_FOUND' || error.code === 'INVALID_QUERY') return null;
      throw error;
    },

    async getHistory(context, runId, metric, after) {
      const query: [string, string][] = [
        ['run_id', runId],
        ['metric_key', metric],
        ['max_results', String(historyRows)],
      ];
      if (after !== null) query.push(['page_token', after]);
      const response = await send(context, { method: 'GET', path: `${api}/metrics/get-history`, query }, 'get-history');
      const answer = readAnswer(response, metricsAnswer, 'get-history');
      return listing(answer.metrics, answer.next_page_token);
    },

    async getHistoryBulk(context, runIds, metric) {
      const query = [...bulkQuery(metric), ...runIds.map((id) => ['run_id', id] as const)];
      const response = await send(context, { method: 'GET', path: bulkPath, query }, 'get-history-bulk');
      return readAnswer(response, metricsAnswer, 'get-history-bulk').metrics ?? [];
    },

    async getHistorySampled(context, { runIds, metric, maxResults, startStep, endStep }) {
      const query = [
        ['metric_key', metric] as const,
        ['max_results', String(maxResults)] as const,
        ['start_step', startStep] as const,
        ['end_step', endStep] as const,
        ...runIds.map((id) => ['run_ids', id] as const),
      ];
      const response = await send(
        context,
        { method: 'GET', path: `${bulkPath}-interval`, query },
        'get-history-bulk-interval',
      );
      return readAnswer(response, metricsAnswer, 'get-history-bulk-interval').metrics ?? [];
    },

    runsPerCall(metric, idLength) {
      const fixed = `GET ${basePath}${bulkPath}-interval?max_results=&start_step=&end_step=&metric_key= HTTP/1.1`
        .length;
      const left = requestLineBytes - fixed - 64 - encodeURIComponent(metric).length;
      return Math.min(historyRuns, Math.max(1, Math.floor(left / (idLength + '&run_ids='.length))));
    },
  };
}

const api = '/api/2.0/mlflow';
/** Served below /ajax-api alone. */
const bulkPath = '/ajax-api/2.0/mlflow/metrics/get-history-bulk';

function bulkQuery(metric: string): readonly (readonly [string, string])[] {
  return [
    ['metric_key', metric],
    ['max_results', String(historyRows)],
  ];
}

function listing<T>(items: readonly T[] | null | undefined, token: string | null | undefined): Listing<T> {
  return { items: items ?? [], next: token === undefined || token === '' ? null : token };
}
