import { z } from 'zod';
import type { MetricContext, Num } from '../../src/contract/value.ts';

// Every field and every list may be missing: MLflow leaves out what is empty. Unknown fields are ignored.

export const int64 = z.custom<Num | string>(isInt64, 'expected an integer');

/** A param or tag. FastTrackML sends typed values where MLflow sends text. */
export interface WireKeyValue {
  readonly key: string;
  readonly value?: string | Num | boolean | null;
}

/** The latest point of a metric. */
export interface WireMetric {
  readonly key: string;
  readonly value?: Num | string | null;
  readonly timestamp?: Num | string | null;
  readonly step?: Num | string | null;
}

/** A point of a series; it names its run where the answer is about several. */
export interface WirePoint extends WireMetric {
  readonly run_id?: string | null;
  /** Of FastTrackML, where one run alone is asked for. */
  readonly context?: MetricContext | null;
}

// A page holds thousands of these. They are checked where they are, because copying them, as z.object does, costs more
// than all the rest of reading a page.
export const keyValues = listOf<WireKeyValue>((item) => isText(item['key']) && isScalar(item['value']));
const metrics = listOf<WireMetric>(isMetric);
const points = listOf<WirePoint>(
  (item) => isMetric(item) && isTextOrNone(item['run_id']) && isContext(item['context']),
);

type Item = Readonly<Record<string, unknown>>;

function listOf<Entry>(isEntry: (item: Item) => boolean) {
  const isList = (list: unknown): boolean => Array.isArray(list) && list.every((item) => isItem(item) && isEntry(item));
  return z.custom<readonly Entry[]>(isList, 'expected a list of entries with a key').nullish();
}

function isItem(item: unknown): item is Item {
  return typeof item === 'object' && item !== null;
}

function isMetric(item: Item): boolean {
  return isText(item['key']) && isDouble(item['value']) && isInt64(item['timestamp']) && isInt64(item['step']);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || value === null || isText(value);
}

function isContext(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value));
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

/** int64: a number here, a bigint beyond 2^53; some hosts send text. */
function isInt64(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined || value === null) return true;
  return typeof value === 'string' && /^-?\d+$/.test(value);
}

/** A double; NaN and the infinities come as text, or bare from get-history-bulk. */
function isDouble(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint' || value === undefined || value === null) return true;
  return typeof value === 'string' && value !== '' && (value === 'NaN' || !Number.isNaN(Number(value)));
}

const dataset = z.object({
  name: z.string(),
  digest: z.string().nullish(),
  source_type: z.string().nullish(),
  source: z.string().nullish(),
  schema: z.string().nullish(),
  profile: z.string().nullish(),
});

const runInfo = z.object({
  run_id: z.string(),
  run_name: z.string().nullish(),
  experiment_id: z.string(),
  user_id: z.string().nullish(),
  status: z.string().nullish(),
  start_time: int64.nullish(),
  end_time: int64.nullish(),
  artifact_uri: z.string().nullish(),
  lifecycle_stage: z.string().nullish(),
});

const runData = z.object({
  metrics,
  params: keyValues,
  tags: keyValues,
});

const datasetInput = z.object({ tags: keyValues, dataset });

/** Since 3.0. runs/search leaves `model_inputs` out. */
const modelLink = z.object({ model_id: z.string() });

const run = z.object({
  info: runInfo,
  data: runData.nullish(),
  inputs: z
    .object({ dataset_inputs: z.array(datasetInput).nullish(), model_inputs: z.array(modelLink).nullish() })
    .nullish(),
  outputs: z.object({ model_outputs: z.array(modelLink).nullish() }).nullish(),
});

const experiment = z.object({
  experiment_id: z.string(),
  name: z.string(),
  lifecycle_stage: z.string().nullish(),
  creation_time: int64.nullish(),
  tags: keyValues,
});

export const token = z.string().nullish();

export const experimentsAnswer = answerWith(
  'experiments',
  z.object({ experiments: z.array(experiment).nullish(), next_page_token: token }),
);
export const runsAnswer = answerWith('runs', z.object({ runs: z.array(run).nullish(), next_page_token: token }));
export const metricsAnswer = answerWith('metrics', z.object({ metrics: points, next_page_token: token }));
export const runAnswer = z.object({ run });
export const serverInfoAnswer = z.object({ workspaces_enabled: z.boolean().nullish() });
export const errorAnswer = z.object({ error_code: z.string(), message: z.string().nullish() });

/** Nothing found is `{}`, so an object that has something else and not the list comes from another product. */
export function answerWith<Schema extends z.ZodType>(name: string, schema: Schema) {
  const isOurs = (answer: unknown): boolean => {
    const keys = keysOf(answer);
    return keys.length === 0 || keys.includes(name) || keys.includes('next_page_token');
  };
  const error = ({ input }: { readonly input?: unknown }) =>
    `expected ${name}, got ${keysOf(input).slice(0, 5).join(', ')}`;
  // Not z.preprocess: what goes through a transform outlives its request until the next full collection.
  return z.unknown().refine(isOurs, { error }).pipe(schema);
}

function keysOf(answer: unknown): readonly string[] {
  return typeof answer === 'object' && answer !== null ? Object.keys(answer) : [];
}

export type WireRun = z.infer<typeof run>;
export type WireRunInfo = z.infer<typeof runInfo>;
export type WireExperiment = z.infer<typeof experiment>;
export type WireDatasetInput = z.infer<typeof datasetInput>;
