import axios from 'axios';
import { z } from 'zod';

// The registry of a server that speaks MLflow's protocol, call by call: none of our code looks at it.

const pairs = z.array(z.object({ key: z.string(), value: z.string() })).default([]);
const modelShape = z.object({
  name: z.string(),
  description: z.string().default(''),
  tags: pairs,
  aliases: z.array(z.object({ alias: z.string(), version: z.string() })).default([]),
});
const versionShape = z.object({
  name: z.string(),
  version: z.string(),
  source: z.string(),
  run_id: z.string().default(''),
  description: z.string().default(''),
  current_stage: z.string(),
  tags: pairs,
});
const runShape = z.object({
  info: z.object({ run_id: z.string(), run_name: z.string().default(''), artifact_uri: z.string() }),
  data: z.object({ tags: pairs }),
});

export type RegistryCalls = ReturnType<typeof openRegistry>;

export function openRegistry(url: string) {
  const api = `${url}/api/2.0/mlflow`;
  const post = (path: string, body: unknown) => axios.post<unknown>(`${api}/${path}`, body).then(({ data }) => data);
  const get = (path: string, params: object) =>
    axios.get<unknown>(`${api}/${path}`, { params }).then(({ data }) => data);
  const pairsOf = (tags: Readonly<Record<string, string>> = {}) =>
    Object.entries(tags).map(([key, value]) => ({ key, value }));
  return {
    createModel: ({ tags, ...model }: { name: string; description: string; tags: Record<string, string> }) =>
      post('registered-models/create', { ...model, tags: pairsOf(tags) }),
    createVersion: ({ tags, ...version }: VersionDraft) =>
      post('model-versions/create', { ...version, tags: pairsOf(tags) }),
    setAlias: (alias: { name: string; alias: string; version: string }) => post('registered-models/alias', alias),
    setStage: (stage: { name: string; version: string; stage: string }) =>
      post('model-versions/transition-stage', { ...stage, archive_existing_versions: false }),
    async runs(): Promise<readonly { id: string; name: string; from: string | undefined }[]> {
      const found = z
        .object({ experiments: z.array(z.object({ experiment_id: z.string() })) })
        .parse(await get('experiments/search', { max_results: 1000, view_type: 'ALL' }));
      const ids = found.experiments.map(({ experiment_id: id }) => id);
      const body = { experiment_ids: ids, run_view_type: 'ALL', max_results: 1000 };
      const { runs } = z.object({ runs: z.array(runShape).default([]) }).parse(await post('runs/search', body));
      return runs.map(({ info, data }) => ({
        id: info.run_id,
        name: info.run_name,
        from: data.tags.find(({ key }) => key === 'rungraph.from')?.value,
      }));
    },
    async rootOf(runId: string): Promise<string> {
      return z.object({ run: runShape }).parse(await get('runs/get', { run_id: runId })).run.info.artifact_uri;
    },
    async files(runId: string, path: string): Promise<readonly string[]> {
      const shape = z.object({ files: z.array(z.object({ path: z.string() })).default([]) });
      return shape.parse(await get('artifacts/list', { run_id: runId, path })).files.map((file) => file.path);
    },
    async models() {
      const shape = z.object({ registered_models: z.array(modelShape).default([]) });
      return shape.parse(await get('registered-models/search', { max_results: 1000 })).registered_models;
    },
    async versions() {
      const shape = z.object({ model_versions: z.array(versionShape).default([]) });
      return shape.parse(await get('model-versions/search', { max_results: 1000 })).model_versions;
    },
  };
}

interface VersionDraft {
  readonly name: string;
  readonly source: string;
  readonly run_id?: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** All models with their versions, by name and number. */
export async function readRegistry(calls: RegistryCalls) {
  const [models, versions] = [await calls.models(), await calls.versions()];
  return Object.fromEntries(
    models.map(({ name, description, tags, aliases }) => {
      const own = versions.filter((version) => version.name === name).reverse();
      const told = own.map((version) => {
        const { source, run_id: run, current_stage: stage } = version;
        return [
          version.version,
          { source, run, stage, description: version.description, tags: recordOf(version.tags) },
        ] as const;
      });
      return [
        name,
        {
          description,
          tags: recordOf(tags),
          aliases: Object.fromEntries(aliases.map(({ alias, version }) => [alias, version])),
          versions: Object.fromEntries(told),
        },
      ];
    }),
  );
}

function recordOf(tags: z.infer<typeof pairs>): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}
