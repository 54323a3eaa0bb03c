import type { ArtifactFile, FilesPage, FilesRequest } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import { listFlat } from '../../../../src/kit/files/list-flat.ts';
import { parseArtifactId } from '../../artifacts/artifact-ids.ts';
import { pointsFile } from '../../artifacts/points-file.ts';
import { toFile } from '../../artifacts/to-file.ts';
import { inOrder, toListed } from '../../artifacts/tracked-files.ts';
import { allProjects, noArtifact, type ArtifactAccess } from './artifact-access.ts';
import { listSet } from './file-set.ts';
import { sourcesOf } from './file-sources.ts';
import { findTracked } from './find-tracked.ts';
import { requireHolder } from './get-artifacts.ts';
import { heldBy } from './held-by.ts';

/** One page of the files of an artifact. */
export async function listFiles(access: ArtifactAccess, request: FilesRequest): Promise<FilesPage> {
  const { artifactId } = request;
  const key = parseArtifactId(artifactId);
  if (key === undefined) throw noArtifact(artifactId);
  if (key.kind === 'dataset') return listFlat(await trackedFiles(access, artifactId, key.hash), request);
  const holder = await requireHolder(access, key);
  if (key.kind === 'artifact')
    throw new RungraphError('NOT_FOUND', `The server has no list of files of "${key.path}".`);
  if (!heldBy(holder).some(({ nativeId }) => nativeId === artifactId)) throw noArtifact(artifactId);
  switch (key.kind) {
    case 'file_set':
      return listSet(access, { run: holder.address, attribute: key.path }, request);
    case 'string_series':
    case 'histogram_series':
      return listFlat([toFile(pointsFile)], request);
    case 'files':
    case 'file_series': {
      const files = await sourcesOf(access, holder, key);
      return listFlat(
        files.map(({ source: _source, ...file }): ArtifactFile => file),
        request,
      );
    }
  }
}

/** Its project knows the files, whichever run tracks it. */
async function trackedFiles(access: ArtifactAccess, id: string, hash: string): Promise<readonly ArtifactFile[]> {
  const all = await findTracked(access, await allProjects(access), { archived: true, registry: true });
  const project = all.get(id)?.by[0]?.project;
  if (project === undefined) throw noArtifact(id);
  return inOrder(await access.content.trackedFiles(access.context, project, hash)).map(toListed);
}
