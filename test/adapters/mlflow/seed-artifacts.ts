import type { SampleFile, SampleModel, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { at } from '../../support/json-at.ts';
import { post, type Fill } from './seed-server.ts';

interface Made extends Pick<Fill, 'artifacts'> {
  readonly run: SampleRun;
  readonly id: string;
  readonly experiment: string;
  /** From the key of a sample model to its id, filled as models are made. */
  readonly modelIds: Map<string, string>;
}

/** Stores what a run saved, made and read, by the server's own write calls. */
export async function seedArtifacts(url: string, made: Made): Promise<void> {
  const { run, id, experiment, modelIds, artifacts } = made;
  await upload(url, `${experiment}/${id}/artifacts`, run.files);
  for (const model of run.models) {
    const logged = artifacts === 'logged models' ? await logModel(url, made, model) : undefined;
    if (logged !== undefined) modelIds.set(model.key, logged);
    await register(url, made, model, logged);
  }
  const used = run.usedModels.map((key) => ({ model_id: modelIds.get(key) ?? '' }));
  if (artifacts === 'logged models' && used.length > 0)
    await post(url, 'runs/log-inputs', { run_id: id, models: used });
}

async function logModel(url: string, { id, experiment }: Made, { name, files }: SampleModel): Promise<string> {
  const body = { experiment_id: experiment, name, source_run_id: id };
  const modelId = String(at(await post(url, 'logged-models', body), 'model', 'info', 'model_id'));
  await upload(url, `${experiment}/models/${modelId}/artifacts`, files);
  await send(
    url,
    `/api/2.0/mlflow/logged-models/${modelId}`,
    'PATCH',
    JSON.stringify({ model_id: modelId, status: 2 }),
  );
  await post(url, 'runs/outputs', { run_id: id, models: [{ model_id: modelId, step: 0 }] });
  return modelId;
}

async function register(
  url: string,
  { id, experiment }: Made,
  { name: folder, registered }: SampleModel,
  modelId: string | undefined,
): Promise<void> {
  if (registered === null) return;
  const { name, aliases } = registered;
  await post(url, 'registered-models/create', { name }).catch(() => undefined);
  const source =
    modelId === undefined ? `mlflow-artifacts:/${experiment}/${id}/artifacts/${folder}` : `models:/${modelId}`;
  const own = modelId === undefined ? {} : { model_id: modelId };
  const version = at(
    await post(url, 'model-versions/create', { name, source, run_id: id, ...own }),
    'model_version',
    'version',
  );
  for (const alias of aliases) await post(url, 'registered-models/alias', { name, alias, version: String(version) });
}

async function upload(url: string, root: string, files: readonly SampleFile[]): Promise<void> {
  for (const { path, content } of files) {
    const place = path.split('/').map(encodeURIComponent).join('/');
    await send(url, `/api/2.0/mlflow-artifacts/artifacts/${root}/${place}`, 'PUT', content);
  }
}

async function send(url: string, path: string, method: string, body: string): Promise<void> {
  const headers = method === 'PATCH' ? { 'content-type': 'application/json' } : {};
  const response = await fetch(url + path, { method, body, headers });
  if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
}
