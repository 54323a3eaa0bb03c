import type { ArtifactFile, FilesPage, FilesRequest } from '../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import { listFlat } from '../../../src/kit/files/list-flat.ts';
import type { RunKey } from '../ids.ts';
import { nextCursor } from '../next-cursor.ts';
import { partOf, type ArtifactAccess } from './artifact-access.ts';
import { askOne } from './artifact-client.ts';
import { parseArtifactId, type ArtifactKey, type VersionKey } from './artifact-ids.ts';
import { manifestPlace, runFiles } from './documents.ts';
import { readManifest, toRunFile } from './read-manifest.ts';
import { filesOfProject, placesOfProject } from './wire-artifacts.ts';

/** Files of one request. */
const filesPerCall = 500;

/** One page of a folder. W&B knows no folders: it lists every file by its whole path. */
export async function listFiles(access: ArtifactAccess, request: FilesRequest): Promise<FilesPage> {
  const key = requireKey(request.artifactId);
  const files = key.kind === 'files' ? await filesOfRun(access, key.run) : await filesOfVersion(access, key.version);
  return listFlat(files, request);
}

/** @throws NOT_FOUND for what is no id of an artifact. */
export function requireKey(id: string): ArtifactKey {
  const key = parseArtifactId(id);
  if (key === undefined) throw notThere(id);
  return key;
}

export function notThere(id: string): RungraphError {
  return new RungraphError('NOT_FOUND', `There is no artifact "${id.slice(0, 200)}".`);
}

async function filesOfVersion(access: ArtifactAccess, version: VersionKey): Promise<readonly ArtifactFile[]> {
  const answer = await askOne(access.client, access.context, {
    what: 'ArtifactManifest',
    parts: [partOf(version)],
    selection: () => manifestPlace,
    schema: placesOfProject,
  });
  const artifact = answer?.artifactCollectionMembership?.artifact;
  if (!artifact) throw notThere(`${version.collection}:v${version.index}`);
  const files = await readManifest(access, artifact.currentManifest?.file?.directUrl);
  return files.map(({ ref: _elsewhere, ...file }) => file);
}

/** All files that a run saved, page by page. */
export async function filesOfRun(
  access: ArtifactAccess,
  { run, ...project }: RunKey,
): Promise<readonly ArtifactFile[]> {
  const found = new Map<string, ArtifactFile>();
  let after: string | null = null;
  do {
    const variables: Readonly<Record<string, unknown>> = { r: run, n: filesPerCall, c: after };
    const answer: Awaited<ReturnType<typeof readPage>> = await readPage(access, { project, variables });
    if (!answer) throw notThere(run);
    for (const { node } of answer.edges) if (node) found.set(node.name, toRunFile(node));
    after = nextCursor('files of the run', answer.pageInfo, after);
  } while (after !== null);
  return [...found.values()];
}

async function readPage({ client, context }: ArtifactAccess, part: Parameters<typeof askOne>[2]['parts'][number]) {
  const question = { what: 'RunFiles', parts: [part], selection: () => runFiles, schema: filesOfProject };
  return (await askOne(client, context, question))?.run?.files;
}
