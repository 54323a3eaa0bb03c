import type { Artifact } from '../../../src/contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import { partOf, type ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { ofVersion, versionFields } from './documents.ts';
import { toArtifact, toFilesArtifact } from './to-artifact.ts';
import { linksOfProject, versionOfProject } from './wire-artifacts.ts';

type Slot = Artifact | RungraphError | null;

/** Artifacts by id, in order: versions by one request, and the files of runs by another. */
export async function getArtifacts(access: ArtifactAccess, ids: readonly string[]): Promise<readonly Slot[]> {
  const keys = [...new Set(ids)].map((id) => [id, parseArtifactId(id)] as const);
  const [versions, files] = await Promise.all([getVersions(access, keys), getFiles(access, keys)]);
  return ids.map((id) => versions.get(id) ?? files.get(id) ?? null);
}

type Keys = readonly (readonly [id: string, key: ReturnType<typeof parseArtifactId>])[];

async function getVersions(access: ArtifactAccess, keys: Keys): Promise<ReadonlyMap<string, Slot>> {
  const { client, context, pagesUrl } = access;
  const wanted = keys.flatMap(([id, key]) => (key?.kind === 'version' ? [{ id, ...partOf(key.version) }] : []));
  const answers = await client.ask(context, {
    what: 'ArtifactsById',
    parts: wanted,
    selection: (_part, lacks) => ofVersion(versionFields(lacks)),
    schema: versionOfProject,
  });
  return new Map(
    wanted.map(({ id }, index): readonly [string, Slot] => {
      const answer = answers[index] ?? null;
      if (isRungraphError(answer)) return [id, answer];
      const wire = answer?.artifactCollectionMembership?.artifact ?? undefined;
      const found = wire === undefined ? undefined : toArtifact(pagesUrl, wire);
      // Where it is linked to, a version goes by another number; it has one id, that of its source.
      return [id, found?.nativeId === id ? found : null];
    }),
  );
}

async function getFiles(access: ArtifactAccess, keys: Keys): Promise<ReadonlyMap<string, Slot>> {
  const { client, context, pagesUrl } = access;
  const wanted = keys.flatMap(([id, key]) => {
    if (key?.kind !== 'files') return [];
    const { run, ...project } = key.run;
    return [{ id, run: key.run, project, variables: { r: run } }];
  });
  const answers = await client.ask(context, {
    what: 'RunsOfFiles',
    parts: wanted,
    selection: () => 'run(name: $r) { createdAt fileCount }',
    schema: linksOfProject,
  });
  return new Map(
    wanted.map(({ id, run }, index): readonly [string, Slot] => {
      const answer = answers[index] ?? null;
      if (isRungraphError(answer)) return [id, answer];
      if (!answer?.run || Number(answer.run.fileCount ?? 0) === 0) return [id, null];
      return [id, toFilesArtifact(pagesUrl, run, answer.run.createdAt)];
    }),
  );
}
