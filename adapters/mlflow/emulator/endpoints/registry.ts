import { invalid, notFound } from '../fault.ts';
import type { RegisteredModel, StoredVersion, World } from '../store/state.ts';
import { unlessEmpty } from '../wire/to-wire.ts';
import { writeJson } from '../wire/write-json.ts';
import { int64, text, texts, type Endpoint } from './endpoint.ts';

const searching = { filter: text, max_results: int64, order_by: texts, page_token: text } as const;

export const registryEndpoints: readonly Endpoint[] = [
  {
    methods: ['GET'],
    path: '/mlflow/registered-models/search',
    fields: searching,
    checks: { max_results: ['integer'] },
    answer({ world, message }) {
      const found = filterModels(world, message.text('filter'));
      const limit = message.has('max_results') ? Number(message.integer('max_results')) : 100;
      if (limit > 1000) throw invalid(`Invalid value for max_results: ${limit}. Must be at most 1000.`);
      const { page, next } = pageOf(found, limit, message.text('page_token'));
      return writeJson({ registered_models: unlessEmpty(page.map(modelToWire)), next_page_token: next }, 'pretty');
    },
  },
  {
    methods: ['GET'],
    path: '/mlflow/registered-models/get',
    fields: { name: text },
    checks: { name: ['required', 'text'] },
    answer: ({ world, message }) =>
      writeJson({ registered_model: modelToWire(modelOf(world, message.text('name'))) }, 'pretty'),
  },
  {
    methods: ['GET'],
    path: '/mlflow/model-versions/search',
    fields: searching,
    checks: { max_results: ['integer'] },
    answer({ world, message }) {
      const found = filterVersions(world, message.text('filter'));
      const limit = message.has('max_results') ? Number(message.integer('max_results')) : 200_000;
      const { page, next } = pageOf(found, limit, message.text('page_token'));
      // Aliases are not among what a search tells.
      const wire = page.map(({ model, version }) => versionToWire(model, version));
      return writeJson({ model_versions: unlessEmpty(wire), next_page_token: next }, 'pretty');
    },
  },
  {
    methods: ['GET'],
    path: '/mlflow/model-versions/get',
    fields: { name: text, version: text },
    checks: { name: ['required', 'text'], version: ['required', 'text'] },
    answer({ world, message }) {
      const [name, wanted] = [message.text('name'), message.text('version')];
      const model = world.registry.get(name);
      const version = model?.versions.find((one) => one.version === wanted);
      if (model === undefined || version === undefined) {
        throw notFound(`Model Version (name=${name}, version=${wanted}) not found`);
      }
      const aliases = [...model.aliases].filter(([, of]) => of === wanted).map(([alias]) => alias);
      return writeJson(
        { model_version: { ...versionToWire(model, version), aliases: unlessEmpty(aliases) } },
        'pretty',
      );
    },
  },
];

export function modelOf(world: World, name: string): RegisteredModel {
  const model = world.registry.get(name);
  if (model === undefined) throw notFound(`Registered Model with name=${name} not found`);
  return model;
}

/** The few filters that are imitated; by name, as the server orders. */
function filterModels(world: World, filter: string): readonly RegisteredModel[] {
  const pattern = /^name ILIKE '(.*)'$/.exec(filter)?.[1];
  if (filter !== '' && pattern === undefined) throw invalid(`Invalid filter '${filter}'.`);
  const like = (pattern ?? '%')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '.*')
    .replace(/_/g, '.');
  const matcher = new RegExp(`^${like}$`, 'is');
  return [...world.registry.values()]
    .filter(({ name }) => matcher.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Found {
  readonly model: RegisteredModel;
  readonly version: StoredVersion;
}

function filterVersions(world: World, filter: string): readonly Found[] {
  const name = /^name = (['"])(.*)\1$/.exec(filter)?.[2];
  const runs = /^run_id IN \((.*)\)$/.exec(filter)?.[1];
  if (filter !== '' && name === undefined && runs === undefined) throw invalid(`Invalid filter '${filter}'.`);
  const runIds = [...(runs ?? '').matchAll(/'([^']*)'/g)].map(([, id]) => id);
  return [...world.registry.values()]
    .filter((model) => name === undefined || model.name === name)
    .flatMap((model) => model.versions.map((version) => ({ model, version })))
    .filter(({ version }) => runs === undefined || runIds.includes(version.runId))
    .sort((a, b) => Number(b.version.version) - Number(a.version.version));
}

function pageOf<T>(
  items: readonly T[],
  limit: number,
  token: string,
): { page: readonly T[]; next: string | undefined } {
  const start = Number(token || '0');
  const page = items.slice(start, start + limit);
  return { page, next: start + page.length < items.length ? String(start + page.length) : undefined };
}

export function modelToWire({ name, createdAt, description, tags, versions, aliases }: RegisteredModel) {
  const latest = versions.at(-1);
  return {
    name,
    creation_timestamp: createdAt,
    last_updated_timestamp: createdAt,
    latest_versions: latest === undefined ? undefined : [versionToWire({ name }, latest)],
    description: description || undefined,
    tags: unlessEmpty(tagsToWire(tags)),
    aliases: unlessEmpty([...aliases].map(([alias, version]) => ({ alias, version }))),
  };
}

function tagsToWire(tags: ReadonlyMap<string, string>) {
  return [...tags].map(([key, value]) => ({ key, value }));
}

export function versionToWire({ name }: Pick<RegisteredModel, 'name'>, stored: StoredVersion) {
  const { version, source, runId, createdAt, description, tags, stage } = stored;
  return {
    name,
    version,
    creation_timestamp: createdAt,
    last_updated_timestamp: createdAt,
    current_stage: stage,
    description,
    tags: unlessEmpty(tagsToWire(tags)),
    source,
    run_id: runId,
    status: 'READY',
    run_link: '',
  };
}
