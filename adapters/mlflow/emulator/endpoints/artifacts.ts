import { invalid, notFound } from '../fault.ts';
import { listFolder } from '../store/folders.ts';
import { runOf, type StoredModel, type World } from '../store/state.ts';
import { unlessEmpty } from '../wire/to-wire.ts';
import { writeJson } from '../wire/write-json.ts';
import { int32, runIdOf, text, texts, type Endpoint } from './endpoint.ts';

export const artifactEndpoints: readonly Endpoint[] = [
  {
    methods: ['GET'],
    path: '/mlflow/artifacts/list',
    fields: { run_id: text, run_uuid: text, path: text, page_token: text },
    checks: { run_id: ['text'], path: ['text'] },
    answer({ world, message }) {
      const run = runOf(world, runIdOf(message));
      const files = unlessEmpty(listFolder(run.files, message.text('path')));
      return writeJson({ root_uri: run.artifactUri, files }, 'pretty');
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/experiments/search-datasets',
    ajaxOnly: true,
    fields: { experiment_ids: texts },
    checks: { experiment_ids: ['required', 'array'] },
    answer({ world, message }) {
      const ids = message.texts('experiment_ids');
      if (ids.length > 20) throw invalid('Number of requested experiment ids exceeds the maximum of 20.');
      return writeJson({ dataset_summaries: unlessEmpty(summaries(world, ids).slice(0, 1000)) }, 'pretty');
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/logged-models/search',
    fields: { experiment_ids: texts, filter: text, max_results: int32, page_token: text },
    checks: { experiment_ids: ['required', 'array'], filter: ['text'], max_results: ['integer'] },
    answer({ world, message }) {
      const found = searchModels(world, message.texts('experiment_ids'), message.text('filter'));
      const limit = message.has('max_results') ? Number(message.integer('max_results')) : 50;
      const start = Number(message.text('page_token') || '0');
      const page = found.slice(start, start + limit);
      const next = start + page.length < found.length ? String(start + page.length) : undefined;
      return writeJson({ models: unlessEmpty(page.map(modelToWire)), next_page_token: next }, 'pretty');
    },
  },
];

function summaries(world: World, experimentIds: readonly string[]) {
  const rows = new Map<string, { experiment_id: string; name: string; digest: string; context: string }>();
  for (const run of world.runs.values()) {
    if (run.deleted || !experimentIds.includes(run.experimentId)) continue;
    for (const { dataset, tags } of run.inputs.values()) {
      const context = tags.get('mlflow.data.context') ?? '';
      const { name, digest } = dataset;
      rows.set(JSON.stringify([run.experimentId, name, digest, context]), {
        experiment_id: run.experimentId,
        name,
        digest,
        context,
      });
    }
  }
  return [...rows.values()];
}

/** The few filters that are imitated; newest first, as the server orders. */
function searchModels(world: World, experimentIds: readonly string[], filter: string): readonly StoredModel[] {
  const match = /^attributes\.(model_id|source_run_id) IN \((.*)\)$/.exec(filter);
  if (filter !== '' && match === null) throw invalid(`Invalid filter string: ${filter}`);
  const wanted = [...(match?.[2] ?? '').matchAll(/'([^']*)'/g)].map(([, item]) => item);
  return [...world.models.values()]
    .filter(({ experimentId }) => experimentIds.includes(experimentId))
    .filter(({ id, sourceRunId }) => match === null || wanted.includes(match[1] === 'model_id' ? id : sourceRunId))
    .sort((a, b) => Number(b.createdAt - a.createdAt) || (a.id < b.id ? -1 : 1));
}

export function modelOf(world: World, id: string): StoredModel {
  const model = world.models.get(id);
  if (model === undefined) throw notFound(`Logged model with ID '${id}' not found.`);
  return model;
}

export function modelToWire({ id, name, experimentId, sourceRunId, createdAt, tags }: StoredModel) {
  return {
    info: {
      model_id: id,
      experiment_id: experimentId,
      name,
      creation_timestamp_ms: createdAt,
      last_updated_timestamp_ms: createdAt,
      artifact_uri: `mlflow-artifacts:/${experimentId}/models/${id}/artifacts`,
      status: 'LOGGED_MODEL_READY',
      model_type: '',
      source_run_id: sourceRunId,
      tags: unlessEmpty([...tags].map(([key, value]) => ({ key, value }))),
    },
    data: {},
  };
}
