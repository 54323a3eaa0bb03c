import type { Generation } from '../generation.ts';
import type { StoredExperiment, StoredInput, StoredMetric, StoredPoint, StoredRun } from '../store/state.ts';
import type { Writable } from './write-json.ts';

type WireObject = { readonly [key: string]: Writable | undefined };

// Members are in the order of the protobuf fields, and lists that are empty are left out.

export function experimentToWire(experiment: StoredExperiment, { newFields }: Generation): WireObject {
  return {
    experiment_id: experiment.id,
    name: experiment.name,
    artifact_location: experiment.artifactLocation,
    lifecycle_stage: 'active',
    last_update_time: unlessZero(experiment.createdAt),
    creation_time: unlessZero(experiment.createdAt),
    tags: unlessEmpty(textsToWire(experiment.tags)),
    workspace: newFields ? 'default' : undefined,
  };
}

export function runToWire(run: StoredRun, { newFields }: Generation): WireObject {
  if (!newFields) return newRunToWire(run);
  const made = [...run.modelOutputs].map((model_id) => ({ model_id, step: 0n }));
  return { ...newRunToWire(run), outputs: { model_outputs: unlessEmpty(made) } };
}

/** As runs/get answers: it alone tells the logged models that a run read. */
export function wholeRunToWire(run: StoredRun, generation: Generation): WireObject {
  const whole = runToWire(run, generation);
  if (run.modelInputs.size === 0) return whole;
  const datasets = unlessEmpty([...run.inputs.values()].map(inputToWire));
  const models = [...run.modelInputs].map((model_id) => ({ model_id }));
  return { ...whole, inputs: { dataset_inputs: datasets, model_inputs: models } };
}

/** As runs/create answers. */
export function newRunToWire(run: StoredRun): WireObject {
  return {
    info: runInfoToWire(run),
    data: {
      metrics: unlessEmpty([...run.metrics].map(([key, metric]) => latestToWire(key, metric))),
      params: unlessEmpty(textsToWire(run.params)),
      tags: unlessEmpty(textsToWire(run.tags)),
    },
    inputs: { dataset_inputs: unlessEmpty([...run.inputs.values()].map(inputToWire)) },
  };
}

export function runInfoToWire(run: StoredRun): WireObject {
  return {
    run_uuid: run.id,
    experiment_id: run.experimentId,
    run_name: run.name,
    user_id: run.userId,
    status: run.status,
    start_time: run.startTime,
    end_time: unlessZero(run.endTime ?? 0n),
    artifact_uri: run.artifactUri,
    lifecycle_stage: run.deleted ? 'deleted' : 'active',
    run_id: run.id,
  };
}

/** A point as protobuf writes it: NaN is text. */
export function pointToWire(key: string, point: StoredPoint): WireObject {
  return { key, value: point.isNan ? 'NaN' : point.value, timestamp: point.timestamp, step: point.step };
}

export function unlessEmpty(list: readonly Writable[]): readonly Writable[] | undefined {
  return list.length === 0 ? undefined : list;
}

function latestToWire(key: string, metric: StoredMetric): WireObject {
  return pointToWire(key, metric.latest);
}

function inputToWire({ dataset, tags }: StoredInput): WireObject {
  return {
    tags: unlessEmpty(textsToWire(tags)),
    dataset: {
      name: dataset.name,
      digest: dataset.digest,
      source_type: dataset.sourceType,
      source: dataset.source,
      schema: dataset.schema || undefined,
      profile: dataset.profile || undefined,
    },
  };
}

function textsToWire(texts: ReadonlyMap<string, string>): readonly WireObject[] {
  return [...texts].map(([key, value]) => ({ key, value }));
}

/** Times that are 0 count as not set. */
function unlessZero(time: bigint): bigint | undefined {
  return time === 0n ? undefined : time;
}
