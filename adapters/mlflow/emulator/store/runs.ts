import { MlflowFault, invalid } from '../fault.ts';
import { experimentOf } from './experiments.ts';
import { runOf, type StoredRun, type StoredStatus, type World } from './state.ts';

const runName = 'mlflow.runName';

export interface RunDraft {
  readonly id: string;
  readonly experimentId: string;
  /** Empty where the tag `mlflow.runName` is to say. */
  readonly name: string;
  /** For a run that neither names. */
  readonly fallbackName: string;
  readonly userId: string;
  readonly startTime: bigint;
  /** Neither their keys nor their lengths are checked here, as the server does not. */
  readonly tags: readonly (readonly [key: string, value: string])[];
}

export function createRun(world: World, draft: RunDraft): StoredRun {
  if (draft.experimentId === '') {
    throw new MlflowFault('BAD_REQUEST', '(sqlite3.IntegrityError) FOREIGN KEY constraint failed');
  }
  const experiment = experimentOf(world, draft.experimentId);
  const tags = new Map(draft.tags);
  if (tags.size < draft.tags.length) {
    throw new MlflowFault('BAD_REQUEST', '(sqlite3.IntegrityError) UNIQUE constraint failed: tags.key, tags.run_uuid');
  }
  const tagged = tags.get(runName) ?? '';
  if (draft.name !== '' && tagged !== '' && draft.name !== tagged) {
    throw invalid(
      "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values " +
        `(run_name='${draft.name}', mlflow.runName='${tagged}').`,
    );
  }
  const name = draft.name || tagged || draft.fallbackName;
  if (tagged === '') tags.set(runName, name);
  const run: StoredRun = {
    id: draft.id,
    experimentId: experiment.id,
    name,
    userId: draft.userId,
    status: 'RUNNING',
    startTime: draft.startTime,
    endTime: null,
    artifactUri: `${experiment.artifactLocation}/${draft.id}/artifacts`,
    deleted: false,
    tags,
    params: new Map(),
    metrics: new Map(),
    inputs: new Map(),
    modelInputs: new Set(),
    modelOutputs: new Set(),
    files: new Map(),
  };
  world.runs.set(run.id, run);
  return run;
}

export interface RunChange {
  readonly status?: StoredStatus | undefined;
  readonly endTime?: bigint | undefined;
  /** An empty name changes nothing. */
  readonly name?: string | undefined;
}

export function updateRun(world: World, id: string, change: RunChange): StoredRun {
  const run = activeRun(world, id);
  run.status = change.status ?? run.status;
  run.endTime = change.endTime ?? run.endTime;
  if (change.name) {
    run.name = change.name;
    run.tags.set(runName, change.name);
  }
  return run;
}

/** A run that may be written to. Finished ones may; deleted ones may not. */
export function activeRun(world: World, id: string): StoredRun {
  const run = runOf(world, id);
  if (run.deleted) throw invalid(`The run ${run.id} must be in the 'active' state. Current state is deleted.`);
  return run;
}
