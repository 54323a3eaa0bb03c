import { createHash } from 'node:crypto';
import type {
  SampleData,
  SampleDataset,
  SampleFile,
  SampleModel,
} from '../../../../src/emulator-kit/sample/sample-data.ts';
import { linkVersion } from './link-version.ts';
import {
  ensureProject,
  nextNumber,
  storeFile,
  type StoredArtifact,
  type StoredCollection,
  type StoredProject,
  type StoredRun,
  type World,
} from './world.ts';

/** The registry that registered models lie in. */
const registry = 'wandb-registry-model';

/**
 * Datasets that runs read and models that they made, as if the SDK had logged them: a dataset in the project that read
 * it first, by reference; a registered model as a link in the organization's registry.
 */
export function seedArtifacts(world: World, data: SampleData, runs: ReadonlyMap<string, StoredRun>): void {
  const datasets = new Map<string, StoredArtifact>();
  const models = new Map<string, StoredArtifact>();
  for (const { key, datasets: read, models: made } of data.runs) {
    const run = runs.get(key);
    if (run === undefined) continue;
    for (const dataset of read) {
      const id = `${dataset.name}@${dataset.digest}`;
      const artifact = datasets.get(id) ?? seedDataset(world, run, dataset);
      datasets.set(id, artifact);
      run.used.push({ artifact, usedAs: dataset.role });
    }
    for (const model of made) models.set(model.key, seedModel(world, run, model));
  }
  for (const { key, usedModels } of data.runs) {
    for (const used of usedModels) {
      const artifact = models.get(used);
      if (artifact !== undefined) runs.get(key)?.used.push({ artifact, usedAs: null });
    }
  }
}

function seedDataset(
  world: World,
  { project, createdAt }: StoredRun,
  { name, digest, uri }: SampleDataset,
): StoredArtifact {
  const contents = { [name]: { digest: uri, ref: uri, size: 0 } };
  const collection = collectionOf(world, project, { name, type: 'dataset', kind: 'ArtifactSequence' }, createdAt);
  return seedVersion(world, collection, { digest, contents, files: [], createdBy: null, createdAt });
}

function seedModel(world: World, run: StoredRun, { name, files, registered }: SampleModel): StoredArtifact {
  const { project, createdAt } = run;
  const contents = Object.fromEntries(
    files.map(({ path, content }) => [
      path,
      { digest: md5(content).digest('base64'), size: Buffer.byteLength(content) },
    ]),
  );
  const lines = Object.entries(contents).map(([path, entry]) => `${path}:${entry.digest}\n`);
  const digest = md5(['wandb-artifact-manifest-v1\n', ...lines.sort()].join('')).digest('hex');
  const collection = collectionOf(world, project, { name, type: 'model', kind: 'ArtifactSequence' }, createdAt);
  const artifact = seedVersion(world, collection, { digest, contents, files, createdBy: run, createdAt });
  if (registered !== null) {
    const at = ensureProject(world, world.organization.entity, registry);
    const kind = { name: registered.name, type: 'model', kind: 'ArtifactPortfolio' } as const;
    linkVersion(world, collectionOf(world, at, kind, createdAt), artifact, registered.aliases);
  }
  return artifact;
}

function collectionOf(
  world: World,
  project: StoredProject,
  { name, type, kind }: Pick<StoredCollection, 'name' | 'type' | 'kind'>,
  createdAt: number,
): StoredCollection {
  const known = world.collections.find((one) => one.project === project && one.name === name);
  if (known !== undefined) return known;
  const made = { number: nextNumber(world), kind, project, name, type, description: null, createdAt, members: [] };
  world.collections.push(made);
  return made;
}

interface Content extends Pick<StoredArtifact, 'digest' | 'createdBy' | 'createdAt'> {
  readonly contents: Readonly<Record<string, object>>;
  readonly files: readonly SampleFile[];
}

function seedVersion(
  world: World,
  collection: StoredCollection,
  { digest, contents, files, createdBy, createdAt }: Content,
): StoredArtifact {
  const policy = { storagePolicy: 'wandb-storage-policy-v1', storagePolicyConfig: { storageLayout: 'V2' } };
  const artifact: StoredArtifact = {
    number: nextNumber(world),
    collection,
    versionIndex: collection.members.length,
    digest,
    state: 'COMMITTED',
    description: null,
    metadata: null,
    tags: [],
    aliases: [],
    clientId: null,
    createdAt,
    createdBy,
    manifest: Buffer.from(JSON.stringify({ version: 1, ...policy, contents })),
    files: new Map(files.map(({ path, content }) => [path, storeFile(Buffer.from(content), createdAt)])),
  };
  world.artifacts.push(artifact);
  linkVersion(world, collection, artifact, ['latest']);
  return artifact;
}

function md5(text: string) {
  return createHash('md5').update(text);
}
