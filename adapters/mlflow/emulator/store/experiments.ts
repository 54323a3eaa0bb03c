import { MlflowFault, invalid, notFound } from '../fault.ts';
import { pythonInt } from '../python-text.ts';
import type { StoredExperiment, World } from './state.ts';
import { checkKey, checkLength } from './validate.ts';

export interface ExperimentDraft {
  readonly name: string;
  readonly artifactLocation: string;
  readonly createdAt: number;
  readonly tags: ReadonlyMap<string, string>;
}

/** Stores an experiment under the next free number; the first is 0. */
export function createExperiment(world: World, draft: ExperimentDraft): StoredExperiment {
  checkLength('name', 500, draft.name);
  for (const [key, value] of draft.tags) {
    checkKey(key, 'key');
    checkLength('key', 250, key);
    checkLength('value', 20_000, value);
  }
  if (experimentByName(world, draft.name) !== undefined) {
    throw new MlflowFault('RESOURCE_ALREADY_EXISTS', `Experiment(name=${draft.name}) already exists.`);
  }
  const id = String(world.experiments.size);
  const experiment: StoredExperiment = {
    id,
    name: draft.name,
    artifactLocation: draft.artifactLocation || `mlflow-artifacts:/${id}`,
    createdAt: BigInt(draft.createdAt),
    tags: draft.tags,
  };
  world.experiments.set(id, experiment);
  return experiment;
}

export function experimentByName(world: World, name: string): StoredExperiment | undefined {
  return [...world.experiments.values()].find((experiment) => experiment.name === name);
}

export function experimentOf(world: World, id: string): StoredExperiment {
  const experiment = world.experiments.get(storedId(world, id) ?? '');
  if (experiment === undefined) throw notFound(`No Experiment with id=${id} exists`);
  return experiment;
}

/** The stored spelling of an experiment's id, a column of integers: `01` is 1, and so is `1.0` to older servers. */
export function storedId({ generation }: World, id: string): string | undefined {
  const integer = pythonInt(id);
  if (integer === undefined && generation.strictIds) {
    throw invalid(`Invalid experiment ID '${id}'. Experiment ID must be a valid integer.`);
  }
  const number = integer ?? (/^\s*[\d.]+\s*$/.test(id) ? Number(id) : undefined);
  return number === undefined ? undefined : String(number);
}
