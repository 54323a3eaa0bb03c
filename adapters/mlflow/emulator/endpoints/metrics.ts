import type { Json } from '../../../../src/contract/value.ts';
import { ServerCrash, internal, invalid } from '../fault.ts';
import { bulkHistory, historyOf, stepsOf, type RunPoint } from '../history/read-history.ts';
import { sampleRows } from '../history/sample-rows.ts';
import { sampleSteps } from '../history/sample-steps.ts';
import { pythonInt } from '../python-text.ts';
import { readPageToken, writePageToken } from '../search/page-token.ts';
import type { World } from '../store/state.ts';
import { within } from '../wire/check-request.ts';
import { isArray } from '../wire/is-array.ts';
import { pointToWire, unlessEmpty } from '../wire/to-wire.ts';
import { writeJson } from '../wire/write-json.ts';
import { int32, int64, runIdOf, text, texts, type Asked, type Endpoint } from './endpoint.ts';

/** One answer of get-history-bulk, over all its runs; and one run's share of an interval call of 2.22. */
const mostRows = 25_000;
const mostRuns = 100;
const mostSamples = 2500;

export const metricEndpoints: readonly Endpoint[] = [
  {
    methods: ['GET'],
    path: '/mlflow/metrics/get-history',
    fields: { run_id: text, run_uuid: text, metric_key: text, page_token: text, max_results: int32 },
    checks: { run_id: ['text', 'required'], metric_key: ['text', 'required'], page_token: ['text'] },
    answer: getHistory,
  },
  {
    methods: ['GET'],
    path: '/mlflow/metrics/get-history-bulk',
    ajaxOnly: true,
    fields: {},
    checks: {},
    answer: getHistoryBulk,
  },
  {
    methods: ['GET'],
    path: '/mlflow/metrics/get-history-bulk-interval',
    fields: { run_ids: texts, metric_key: text, start_step: int64, end_step: int64, max_results: int32 },
    checks: {
      run_ids: ['required', 'array', 'array of texts', atMostRuns],
      metric_key: ['required', 'text'],
      start_step: ['integer'],
      end_step: ['integer'],
      max_results: ['integer', within(1, mostSamples, `max_results must be between 1 and ${mostSamples}.`)],
    },
    answer: getHistoryInterval,
  },
];

function getHistory({ world, message }: Asked): string {
  const key = message.text('metric_key');
  const points = historyOf(world.runs.get(runIdOf(message)), key);
  const isPaged = world.generation.pagedHistory;
  const limit =
    isPaged && message.has('max_results') ? Number(message.integer('max_results')) : Number.POSITIVE_INFINITY;
  if (limit <= 0) {
    throw invalid(`Invalid value ${limit} for parameter 'max_results' supplied. It must be a positive integer.`);
  }
  const offset = isPaged ? readPageToken(message.text('page_token')) : 0;
  const page = points.slice(offset, offset + limit).map((point) => pointToWire(key, point));
  const token = points.length > offset + limit ? writePageToken(offset + limit) : undefined;
  return writeJson({ metrics: unlessEmpty(page), next_page_token: token }, 'pretty');
}

/** Not protobuf: NaN is a bare token, members are sorted, and an empty list is written out. */
function getHistoryBulk({ world, query }: Asked): string {
  const ids = query.getAll('run_id');
  const key = query.get('metric_key');
  if (ids.length === 0) throw invalid('GetMetricHistoryBulk request must specify at least one run_id.');
  if (ids.length > mostRuns) {
    throw invalid(
      `GetMetricHistoryBulk request cannot specify more than ${mostRuns} run_ids. Received ${ids.length} run_ids.`,
    );
  }
  if (key === null) throw invalid('GetMetricHistoryBulk request must specify a metric_key.');
  const limit = Math.min(Number(integerOf(query, 'max_results') ?? mostRows), mostRows);
  const runs = [...new Set(ids)].flatMap((id) => world.runs.get(id) ?? []);
  // SQL takes a negative limit for none, and Python counts it from the end.
  const rows = bulkHistory(runs, key, limit < 0 ? Number.POSITIVE_INFINITY : limit).slice(0, limit);
  const metrics = rows.map(({ runId, point: { value, isNan, timestamp, step } }) => ({
    key,
    run_id: runId,
    step,
    timestamp,
    value: isNan ? Number.NaN : value,
  }));
  return `${writeJson({ metrics }, 'tight')}\n`;
}

interface Interval {
  readonly runIds: readonly string[];
  readonly key: string;
  readonly limit: number;
  readonly range: { readonly from: bigint; readonly to: bigint } | undefined;
}

function getHistoryInterval({ world, message, query }: Asked): string {
  const interval: Interval = {
    runIds: message.texts('run_ids'),
    key: message.text('metric_key'),
    limit: Number(integerOf(query, 'max_results') ?? mostSamples),
    range: rangeOf(query),
  };
  const rows = world.generation.samplesRows ? sampledByRows(world, interval) : sampledBySteps(world, interval);
  const metrics = rows.map(({ runId, point }) => ({ ...pointToWire(interval.key, point), run_id: runId }));
  return writeJson({ metrics: unlessEmpty(metrics) }, 'pretty');
}

function sampledByRows(world: World, { runIds, key, limit, range }: Interval): readonly RunPoint[] {
  if (range !== undefined && [range.from, range.to].some((step) => BigInt.asIntN(64, step) !== step)) {
    throw internal('Python int too large to convert to SQLite INTEGER');
  }
  return runIds.flatMap((runId) => {
    const rows = stepsOf(world.runs.get(runId), key);
    const within = rows.filter(({ step }) => range === undefined || (range.from <= step && step <= range.to));
    return sampleRows(within, limit).map((point) => ({ runId, point }));
  });
}

function sampledBySteps(world: World, { runIds, key, limit, range }: Interval): readonly RunPoint[] {
  const runs = runIds.map((runId) => stepsOf(world.runs.get(runId), key));
  const steps = sampleSteps(
    runs.map((rows) => rows.map(({ step }) => step)),
    limit,
    range,
  );
  return runs.flatMap((rows, index) =>
    rows
      .filter(({ step }) => steps.has(step))
      .slice(0, mostRows)
      .map((point) => ({ runId: runIds[index] ?? '', point })),
  );
}

function rangeOf(query: URLSearchParams): Interval['range'] {
  if (query.has('start_step') !== query.has('end_step')) {
    throw invalid('If either start step or end step are specified, both must be specified.');
  }
  const [from, to] = [integerOf(query, 'start_step'), integerOf(query, 'end_step')];
  if (from === undefined || to === undefined) return undefined;
  if (from > to) {
    throw invalid(`end_step must be greater than start_step. Found start_step=${from} and end_step=${to}.`);
  }
  return { from, to };
}

/** What is not an integer is nobody's error. */
function integerOf(query: URLSearchParams, name: string): bigint | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const integer = pythonInt(given);
  if (integer === undefined) throw new ServerCrash();
  return integer;
}

function atMostRuns(value: Json | undefined): string | undefined {
  const count = isArray(value) ? value.length : 0;
  if (count <= mostRuns) return undefined;
  return `GetMetricHistoryBulkInterval request must specify at most ${mostRuns} run_ids. Received ${count} run_ids.`;
}
