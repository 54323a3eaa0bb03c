import { invalid, MlflowFault, notFound } from '../fault.ts';
import type { RegisteredModel, StoredVersion, World } from '../store/state.ts';
import { writeJson } from '../wire/write-json.ts';
import { keyValues, pairsOf, text, type Endpoint } from './endpoint.ts';
import { modelOf, modelToWire, versionToWire } from './registry.ts';

// Calls that change the registry.

const stages = ['None', 'Staging', 'Production', 'Archived'];

export const registerEndpoints: readonly Endpoint[] = [
  {
    methods: ['POST'],
    path: '/mlflow/registered-models/create',
    fields: { name: text, tags: keyValues, description: text },
    checks: { name: ['required', 'text'], tags: ['array'], description: ['text'] },
    answer({ world, message }) {
      const name = message.text('name');
      if (/[/:]/.test(name)) throw invalid(`Invalid name '${name}': a slash or a colon.`);
      if (world.registry.has(name))
        throw new MlflowFault('RESOURCE_ALREADY_EXISTS', `Registered Model (name=${name}) already exists.`);
      const model: RegisteredModel = {
        name,
        createdAt: BigInt(world.now()),
        description: message.text('description'),
        tags: new Map(pairsOf(message, 'tags')),
        versions: [],
        aliases: new Map(),
      };
      world.registry.set(name, model);
      return writeJson({ registered_model: modelToWire(model) }, 'pretty');
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/model-versions/create',
    fields: { name: text, source: text, run_id: text, tags: keyValues, description: text },
    checks: { name: ['required', 'text'], source: ['required', 'text'], run_id: ['text'], tags: ['array'] },
    answer({ world, message }) {
      const model = modelOf(world, message.text('name'));
      const [source, runId] = [message.text('source'), message.text('run_id')];
      checkSource(world, source, runId);
      const version: StoredVersion = {
        version: String(model.versions.length + 1),
        ...{ source, runId, stage: 'None' },
        createdAt: BigInt(world.now()),
        description: message.text('description'),
        tags: new Map(pairsOf(message, 'tags')),
      };
      model.versions.push(version);
      return writeJson({ model_version: versionToWire(model, version) }, 'pretty');
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/registered-models/alias',
    fields: { name: text, alias: text, version: text },
    checks: { name: ['required', 'text'], alias: ['required', 'text'], version: ['required', 'text'] },
    answer({ world, message }) {
      const [alias, model] = [message.text('alias'), modelOf(world, message.text('name'))];
      if (!/^[\p{L}\p{N}_-]+$/u.test(alias) || /^(latest|v\d+)$/i.test(alias))
        throw invalid(`Invalid alias '${alias}'.`);
      model.aliases.set(alias, versionOf(model, message.text('version')).version);
      return writeJson({}, 'pretty');
    },
  },
  {
    methods: ['POST'],
    path: '/mlflow/model-versions/transition-stage',
    fields: { name: text, version: text, stage: text },
    checks: { name: ['required', 'text'], version: ['required', 'text'], stage: ['required', 'text'] },
    answer({ world, message }) {
      const model = modelOf(world, message.text('name'));
      const version = versionOf(model, message.text('version'));
      const stage = stages.find((one) => one.toLowerCase() === message.text('stage').toLowerCase());
      if (stage === undefined) throw invalid(`Invalid Model Version stage: ${message.text('stage')}.`);
      version.stage = stage;
      return writeJson({ model_version: versionToWire(model, version) }, 'pretty');
    },
  },
];

function versionOf(model: RegisteredModel, wanted: string): StoredVersion {
  const version = model.versions.find((one) => one.version === wanted);
  if (version === undefined) throw notFound(`Model Version (name=${model.name}, version=${wanted}) not found`);
  return version;
}

/** What lies at the server itself must lie among the files of the run that is named. */
function checkSource(world: World, source: string, runId: string): void {
  if (/^[a-z0-9+-]+:/.test(source) && !source.startsWith('mlflow-artifacts:') && !source.startsWith('file:')) return;
  const root = world.runs.get(runId)?.artifactUri;
  if (root !== undefined && (source === root || source.startsWith(`${root}/`))) return;
  throw invalid(`Invalid model version source: '${source}'. It must be contained in the run's artifact directory.`);
}
