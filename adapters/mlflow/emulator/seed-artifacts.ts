import type { SampleFile, SampleModel, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { runOf, type Files, type World } from './store/state.ts';

/** Stores what a run saved, made and read. A server without logged models keeps a model among the files of its run. */
export function seedArtifacts(
  world: World,
  runId: string,
  run: SampleRun,
  modelIds: ReadonlyMap<string, string>,
): void {
  const stored = runOf(world, runId);
  put(stored.files, '', run.files);
  for (const model of run.models) {
    const id = modelIds.get(model.key) ?? '';
    if (world.generation.newFields) seedModel(world, runId, model, id);
    else put(stored.files, `${model.name}/`, model.files);
    const source = world.generation.newFields ? `models:/${id}` : `${stored.artifactUri}/${model.name}`;
    const version = register(world, runId, model, source);
    const tags = world.models.get(id)?.tags;
    // Client and server both write the tag: the one with a number, the other with text.
    if (version !== undefined)
      tags?.set('mlflow.modelVersions', JSON.stringify([version, { ...version, version: Number(version.version) }]));
  }
  if (world.generation.newFields) {
    for (const key of run.usedModels) stored.modelInputs.add(modelIds.get(key) ?? '');
  }
}

function seedModel(world: World, runId: string, model: SampleModel, id: string): void {
  const run = runOf(world, runId);
  const files: Files = new Map();
  put(files, '', model.files);
  run.modelOutputs.add(id);
  world.models.set(id, {
    id,
    name: model.name,
    experimentId: run.experimentId,
    sourceRunId: runId,
    createdAt: run.startTime,
    tags: new Map(),
    files,
  });
}

function register(world: World, runId: string, { registered }: SampleModel, source: string) {
  if (registered === null) return undefined;
  const { name, aliases } = registered;
  const createdAt = runOf(world, runId).startTime;
  const blank = { createdAt, description: '', tags: new Map<string, string>() };
  const model = world.registry.get(name) ?? { ...blank, name, versions: [], aliases: new Map<string, string>() };
  world.registry.set(name, model);
  const version = String(model.versions.length + 1);
  model.versions.push({ ...blank, version, source, runId, stage: 'None' });
  for (const alias of aliases) model.aliases.set(alias, version);
  return { name, version };
}

function put(files: Files, folder: string, samples: readonly SampleFile[]): void {
  for (const { path, content } of samples) files.set(folder + path, Buffer.from(content));
}
