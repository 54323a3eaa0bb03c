import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import { WandbFault } from '../fault.ts';
import {
  ensureProject,
  findProject,
  findRun,
  idOf,
  nextNumber,
  storeFile,
  type StoredArtifact,
  type StoredCollection,
} from '../store/world.ts';
import { linkVersion } from '../store/link-version.ts';
import { viewFile } from './view-file.ts';
import type { Views } from './views.ts';

interface Alias {
  readonly alias: string;
}

interface ArtifactInput {
  readonly entityName: string;
  readonly projectName: string;
  readonly runName?: string | null;
  readonly artifactTypeName: string;
  readonly artifactCollectionName?: string | null;
  readonly artifactCollectionNames?: readonly string[] | null;
  readonly digest: string;
  readonly description?: string | null;
  readonly aliases?: readonly Alias[] | null;
  readonly tags?: readonly { readonly tagName: string }[] | null;
  readonly metadata?: string | null;
  readonly clientID?: string | null;
}

interface UseInput {
  readonly artifactID: string;
  readonly entityName: string;
  readonly projectName: string;
  readonly runName: string;
  readonly usedAs?: string | null;
}

interface LinkInput {
  readonly artifactID?: string | null;
  readonly clientID?: string | null;
  readonly artifactPortfolioName: string;
  readonly entityName: string;
  readonly projectName: string;
  readonly aliases?: readonly Alias[] | null;
}

/** What the SDK writes artifacts with. */
export function writeArtifacts(views: Views): Record<string, unknown> {
  const byId = (id: string | null | undefined): StoredArtifact => {
    const found = views.world.artifacts.find(
      ({ number, clientId }) => id === idOf('Artifact', number) || id === clientId,
    );
    if (found === undefined) throw new WandbFault(404, 'artifact not found');
    return found;
  };
  const show = (artifact: StoredArtifact) => ({ artifact: views.artifact(artifact) });
  return {
    createArtifact: ({ input }: { readonly input: ArtifactInput }) => show(createArtifact(views, input)),
    createArtifactManifest: ({ input }: { readonly input: { readonly artifactID: string } }) =>
      showManifest(views, byId(input.artifactID)),
    updateArtifactManifest: ({ input }: { readonly input: { readonly artifactManifestID: string } }) => {
      const artifact = views.world.artifacts.find(
        ({ number }) => idOf('ArtifactManifest', number) === input.artifactManifestID,
      );
      return showManifest(views, byId(artifact === undefined ? null : idOf('Artifact', artifact.number)));
    },
    createArtifactFiles: ({ input }: { readonly input: { readonly artifactFiles: readonly FileSpec[] } }) => ({
      files: { edges: input.artifactFiles.map((spec) => ({ node: fileSlot(views, byId(spec.artifactID), spec) })) },
    }),
    commitArtifact: ({ input }: { readonly input: { readonly artifactID: string } }) => {
      const artifact = byId(input.artifactID);
      checkManifest(artifact);
      artifact.state = 'COMMITTED';
      linkVersion(views.world, artifact.collection, artifact, ['latest', ...artifact.aliases]);
      return show(artifact);
    },
    useArtifact: ({ input }: { readonly input: UseInput }) => {
      const artifact = byId(input.artifactID);
      const run = findRun(findProject(views.world, input.entityName, input.projectName), input.runName);
      if (run === undefined) throw new WandbFault(404, 'run not found');
      if (!run.used.some((use) => use.artifact === artifact)) run.used.push({ artifact, usedAs: input.usedAs ?? null });
      return show(artifact);
    },
    linkArtifact: ({ input }: { readonly input: LinkInput }) => {
      const artifact = byId(input.artifactID ?? input.clientID);
      const { artifactPortfolioName: name, entityName, projectName, aliases } = input;
      const portfolio = collectionOf(
        views,
        { entityName, projectName, name, type: artifact.collection.type },
        'ArtifactPortfolio',
      );
      return linkVersion(views.world, portfolio, artifact, ['latest', ...(aliases ?? []).map(({ alias }) => alias)]);
    },
  };
}

interface FileSpec {
  readonly artifactID: string;
  readonly name: string;
  readonly md5: string;
}

/** Content that was logged already is the same version again. */
function createArtifact(views: Views, input: ArtifactInput): StoredArtifact {
  const name = input.artifactCollectionName ?? input.artifactCollectionNames?.[0] ?? '';
  const { entityName, projectName, artifactTypeName: type } = input;
  const collection = collectionOf(views, { entityName, projectName, name, type }, 'ArtifactSequence');
  const same = collection.members.find(({ artifact }) => artifact.digest === input.digest)?.artifact;
  if (same !== undefined) {
    linkVersion(
      views.world,
      collection,
      same,
      (input.aliases ?? []).map(({ alias }) => alias),
    );
    return same;
  }
  const versions = views.world.artifacts.filter((artifact) => artifact.collection === collection).length;
  const made: StoredArtifact = {
    number: nextNumber(views.world),
    collection,
    versionIndex: versions,
    digest: input.digest,
    state: 'PENDING',
    description: input.description ?? null,
    metadata: input.metadata ?? null,
    tags: (input.tags ?? []).map(({ tagName }) => tagName),
    aliases: (input.aliases ?? []).map(({ alias }) => alias),
    clientId: input.clientID ?? null,
    createdAt: views.world.now(),
    createdBy: findRun(findProject(views.world, entityName, projectName), input.runName ?? '') ?? null,
    manifest: null,
    files: new Map(),
  };
  views.world.artifacts.push(made);
  return made;
}

function collectionOf(
  views: Views,
  at: { readonly entityName: string; readonly projectName: string; readonly name: string; readonly type: string },
  kind: StoredCollection['kind'],
): StoredCollection {
  const project = ensureProject(views.world, at.entityName, at.projectName);
  const known = views.world.collections.find((one) => one.project === project && one.name === at.name);
  if (known !== undefined) return known;
  const { name, type } = at;
  const made = {
    number: nextNumber(views.world),
    kind,
    project,
    name,
    type,
    description: null,
    createdAt: views.world.now(),
    members: [],
  };
  views.world.collections.push(made);
  return made;
}

/** The digest is that of the manifest, and all that the manifest says is here is here. */
function checkManifest({ digest, manifest, files, state }: StoredArtifact): void {
  if (state === 'COMMITTED') return;
  if (manifest === null) throw new WandbFault(400, 'there is no manifest');
  const { contents } = manifestSchema.parse(parseJson(Buffer.from(manifest).toString()));
  const lines = Object.entries(contents).map(([path, entry]) => `${path}:${entry.digest}\n`);
  const own = createHash('md5').update(['wandb-artifact-manifest-v1\n', ...lines.sort()].join(''));
  if (own.digest('hex') !== digest) throw new WandbFault(400, 'the digest is not that of the manifest');
  const absent = Object.entries(contents).find(([path, { ref }]) => ref === undefined && !files.has(path));
  if (absent !== undefined) throw new WandbFault(400, `the file ${absent[0]} was not uploaded`);
}

const manifestSchema = z.object({
  contents: z.record(z.string(), z.object({ digest: z.string(), ref: z.string().optional() })),
});

function showManifest(views: Views, artifact: StoredArtifact): unknown {
  const place = `manifest/${artifact.number}`;
  views.world.uploads.set(`${place}/wandb_manifest.json`, (bytes) => {
    artifact.manifest = bytes;
  });
  const file = viewFile(views.world, place, 'wandb_manifest.json', undefined);
  return { artifactManifest: { id: idOf('ArtifactManifest', artifact.number), file } };
}

/** Where a file of an artifact goes. A store refuses other bytes than those that were announced. */
function fileSlot(views: Views, artifact: StoredArtifact, { name, md5 }: FileSpec): unknown {
  const place = `artifact/${artifact.number}`;
  views.world.uploads.set(`${place}/${name}`, (bytes) => {
    const stored = storeFile(bytes, views.world.now());
    if (stored.md5 !== md5) throw new WandbFault(400, 'the digest does not match');
    artifact.files.set(name, stored);
  });
  return { ...viewFile(views.world, place, name, undefined), artifact: () => views.artifact(artifact) };
}
