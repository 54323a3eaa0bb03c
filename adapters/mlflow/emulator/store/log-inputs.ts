import { activeRun } from './runs.ts';
import type { StoredDataset, World } from './state.ts';
import { checkLength } from './validate.ts';

export interface InputDraft {
  readonly dataset: StoredDataset;
  readonly tags: ReadonlyMap<string, string>;
}

/** Links datasets to a run. One that is known stays as it was described, and one that is linked keeps its tags. */
export function logInputs(world: World, runId: string, drafts: readonly InputDraft[]): void {
  drafts.forEach(checkInput);
  const run = activeRun(world, runId);
  const experiment = world.generation.datasetsPerExperiment ? run.experimentId : '';
  for (const { dataset, tags } of drafts) {
    const key = `${dataset.name}\0${dataset.digest}`;
    const known = world.datasets.get(`${experiment}\0${key}`) ?? dataset;
    world.datasets.set(`${experiment}\0${key}`, known);
    if (!run.inputs.has(key)) run.inputs.set(key, { dataset: known, tags });
  }
}

function checkInput({ dataset, tags }: InputDraft): void {
  checkLength('name', 500, dataset.name);
  checkLength('digest', 36, dataset.digest);
  checkLength('source', 65_535, dataset.source);
  checkLength('schema', 1_048_575, dataset.schema);
  checkLength('profile', 16_777_215, dataset.profile);
  for (const [key, value] of tags) {
    checkLength('key', 255, key);
    checkLength('value', 500, value);
  }
}
