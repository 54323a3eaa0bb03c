import { timeText } from '../search/run-column.ts';
import { idOf, type StoredArtifact, type StoredMembership } from '../store/world.ts';
import { connect, type PageArguments } from './connection.ts';
import { viewFile, viewFiles, type FileArguments } from './view-file.ts';
import { viewUser } from './view-user.ts';
import type { Shown, Views } from './views.ts';

export function viewArtifact(views: Views, artifact: StoredArtifact): Shown {
  const { collection, files } = artifact;
  const place = `artifact/${artifact.number}`;
  const memberships = views.world.collections.flatMap((one) =>
    one.members.filter((member) => member.artifact === artifact),
  );
  const sizes = [...files.values()].map(({ bytes }) => bytes.length);
  return {
    __typename: 'Artifact',
    id: idOf('Artifact', artifact.number),
    state: artifact.state,
    digest: artifact.digest,
    digestAlgorithm: 'MANIFEST_MD5',
    commitHash: artifact.digest.slice(0, 20),
    description: artifact.description,
    metadata: artifact.metadata,
    versionIndex: artifact.versionIndex,
    size: sizes.reduce((sum, size) => sum + size, 0),
    fileCount: files.size,
    storageBytes: sizes.reduce((sum, size) => sum + size, 0),
    createdAt: timeText(artifact.createdAt),
    updatedAt: timeText(artifact.createdAt),
    ttlDurationSeconds: -2,
    ttlIsInherited: true,
    historyStep: null,
    tags: artifact.tags.map((name) => ({ __typename: 'Tag', id: idOf('Tag', name), name })),
    aliases: () => memberships.flatMap((member) => aliasesOf(views, member)),
    artifactType: { id: idOf('ArtifactType', collection.type), name: collection.type },
    artifactSequence: () => views.collection(collection),
    artifactMemberships: () => connect(memberships, {}, (member) => views.membership(member)),
    currentManifest: () => ({
      id: idOf('ArtifactManifest', artifact.number),
      file: viewFile(views.world, `manifest/${artifact.number}`, 'wandb_manifest.json', undefined),
    }),
    files: (asked: FileArguments) => viewFiles(views.world, place, files, asked),
    filesByManifestEntries: ({ entries }: { readonly entries: readonly { readonly name: string }[] }) =>
      viewFiles(views.world, place, files, { names: entries.map(({ name }) => name), first: entries.length }),
    createdBy: () =>
      artifact.createdBy === null ? viewUser(views, views.world.viewer) : views.run(artifact.createdBy),
    usedBy: (page: PageArguments) => {
      const runs = views.world.projects.flatMap((project) => project.runs);
      const users = runs.filter(({ used }) => used.some((use) => use.artifact === artifact));
      return connect(users, page, (run) => views.run(run));
    },
    usedCount: 0,
  };
}

/** A version where it lies in a collection. */
export function viewMembership(views: Views, member: StoredMembership): Shown {
  const { artifact } = member;
  const collection = views.world.collections.find(({ members }) => members.includes(member));
  return {
    __typename: 'ArtifactCollectionMembership',
    id: idOf('ArtifactCollectionMembership', member.number),
    versionIndex: member.versionIndex,
    createdAt: timeText(member.createdAt),
    aliases: () => aliasesOf(views, member),
    artifact: () => views.artifact(artifact),
    artifactCollection: () => (collection === undefined ? null : views.collection(collection)),
    files: (asked: FileArguments) => viewFiles(views.world, `artifact/${artifact.number}`, artifact.files, asked),
  };
}

function aliasesOf(views: Views, member: StoredMembership): readonly Shown[] {
  const collection = views.world.collections.find(({ members }) => members.includes(member));
  return member.aliases.map((alias) => ({
    __typename: 'ArtifactAlias',
    id: idOf('ArtifactAlias', member.number, alias),
    alias,
    artifactCollectionName: collection?.name ?? null,
    artifactCollection: () => (collection === undefined ? null : views.collection(collection)),
  }));
}
