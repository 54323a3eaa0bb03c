import { z } from 'zod';
import { answerWith, int64, keyValues, token } from './wire.ts';

// As in wire.ts: every field and every list may be missing.

const file = z.object({ path: z.string(), is_dir: z.boolean().nullish(), file_size: int64.nullish() });

const modelMetric = z.object({ run_id: z.string().nullish() });

const loggedModel = z.object({
  info: z.object({
    model_id: z.string(),
    experiment_id: z.string().nullish(),
    name: z.string().nullish(),
    creation_timestamp_ms: int64.nullish(),
    artifact_uri: z.string().nullish(),
    status: z.string().nullish(),
    model_type: z.string().nullish(),
    source_run_id: z.string().nullish(),
    tags: keyValues,
  }),
  data: z.object({ params: keyValues, metrics: z.array(modelMetric).nullish() }).nullish(),
});

const datasetSummary = z.object({ experiment_id: z.string(), name: z.string(), digest: z.string().nullish() });

const modelVersion = z.object({
  name: z.string(),
  version: z.coerce.string(),
  creation_timestamp: int64.nullish(),
  current_stage: z.string().nullish(),
  description: z.string().nullish(),
  source: z.string().nullish(),
  run_id: z.string().nullish(),
  status: z.string().nullish(),
  tags: keyValues,
});

const registeredModel = z.object({
  name: z.string(),
  creation_timestamp: int64.nullish(),
  description: z.string().nullish(),
  tags: keyValues,
  aliases: z.array(z.object({ alias: z.string(), version: z.coerce.string() })).nullish(),
});

/** Of a file, and of what is not there, only the root is told. */
export const filesAnswer = z.object({ root_uri: z.string().nullish(), files: z.array(file).nullish() });
export const loggedModelAnswer = z.object({ model: loggedModel });
export const loggedModelsAnswer = answerWith(
  'models',
  z.object({ models: z.array(loggedModel).nullish(), next_page_token: token }),
);
export const datasetsAnswer = answerWith(
  'dataset_summaries',
  z.object({ dataset_summaries: z.array(datasetSummary).nullish() }),
);
export const versionAnswer = z.object({ model_version: modelVersion });
export const versionsAnswer = answerWith(
  'model_versions',
  z.object({ model_versions: z.array(modelVersion).nullish(), next_page_token: token }),
);
export const modelAnswer = z.object({ registered_model: registeredModel });
export const modelsAnswer = answerWith(
  'registered_models',
  z.object({ registered_models: z.array(registeredModel).nullish(), next_page_token: token }),
);

const inputsOfRun = z.object({
  run: z
    .object({ inputs: z.object({ modelInputs: z.array(z.object({ modelId: z.string() })).nullish() }).nullish() })
    .nullish(),
});
export const modelInputsAnswer = z.object({ data: z.record(z.string(), inputsOfRun.nullish()) });

export type WireFile = z.infer<typeof file>;
export type WireLoggedModel = z.infer<typeof loggedModel>;
export type WireDatasetSummary = z.infer<typeof datasetSummary>;
export type WireModelVersion = z.infer<typeof modelVersion>;
export type WireRegisteredModel = z.infer<typeof registeredModel>;
