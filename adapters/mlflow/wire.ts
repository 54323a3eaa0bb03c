import { z } from 'zod';
import type { Num } from '../../src/contract/value.ts';

// Every field and every list may be missing: MLflow leaves out what is empty. Unknown fields are ignored.

/** int64: a number here, a bigint beyond 2^53; GraphQL-like hosts send text. */
const int64 = z.custom<Num | string>(
  (value) =>
    typeof value === 'number' || typeof value === 'bigint' || (typeof value === 'string' && /^-?\d+$/.test(value)),
  'expected an integer',
);

/** A double; NaN and the infinities come as text, or bare from get-history-bulk. */
const double = z.custom<Num | string>(
  (value) =>
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value === 'NaN' ||
    value === 'Infinity' ||
    value === '-Infinity' ||
    (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value))),
  'expected a number',
);

/** A param or tag. FastTrackML sends typed values where MLflow sends text. */
const keyValue = z.object({
  key: z.string(),
  value: z.union([z.string(), z.number(), z.bigint(), z.boolean()]).nullish(),
});

const metric = z.object({
  key: z.string(),
  value: double.nullish(),
  timestamp: int64.nullish(),
  step: int64.nullish(),
});

const point = metric.extend({ run_id: z.string().nullish() });

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
  metrics: z.array(metric).nullish(),
  params: z.array(keyValue).nullish(),
  tags: z.array(keyValue).nullish(),
});

const datasetInput = z.object({ tags: z.array(keyValue).nullish(), dataset });

const run = z.object({
  info: runInfo,
  data: runData.nullish(),
  inputs: z.object({ dataset_inputs: z.array(datasetInput).nullish() }).nullish(),
});

const experiment = z.object({
  experiment_id: z.string(),
  name: z.string(),
  lifecycle_stage: z.string().nullish(),
  creation_time: int64.nullish(),
  tags: z.array(keyValue).nullish(),
});

const token = z.string().nullish();

export const experimentsAnswer = listOf(
  'experiments',
  z.object({ experiments: z.array(experiment).nullish(), next_page_token: token }),
);
export const runsAnswer = listOf('runs', z.object({ runs: z.array(run).nullish(), next_page_token: token }));
export const metricsAnswer = listOf('metrics', z.object({ metrics: z.array(point).nullish(), next_page_token: token }));
export const runAnswer = z.object({ run });
export const serverInfoAnswer = z.object({ workspaces_enabled: z.boolean().nullish() });
export const errorAnswer = z.object({ error_code: z.string(), message: z.string().nullish() });

/** Nothing found is `{}`, so an object that has something else and not the list comes from another product. */
function listOf<Schema extends z.ZodType>(name: string, schema: Schema) {
  return z.preprocess((answer, context) => {
    const keys = typeof answer === 'object' && answer !== null ? Object.keys(answer) : [];
    if (keys.length > 0 && !keys.includes(name) && !keys.includes('next_page_token')) {
      context.addIssue({ code: 'custom', message: `expected ${name}, got ${keys.slice(0, 5).join(', ')}` });
    }
    return answer;
  }, schema);
}

export type WireRun = z.infer<typeof run>;
export type WireRunInfo = z.infer<typeof runInfo>;
export type WireExperiment = z.infer<typeof experiment>;
export type WireKeyValue = z.infer<typeof keyValue>;
export type WireMetric = z.infer<typeof metric>;
export type WirePoint = z.infer<typeof point>;
export type WireDatasetInput = z.infer<typeof datasetInput>;
