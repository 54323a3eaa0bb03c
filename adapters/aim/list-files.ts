import type { FilesPage, FilesRequest } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { listFlat } from '../../src/kit/files/list-flat.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId, type ArtifactKey, type SequenceKey } from './artifact-ids.ts';
import { listLogs } from './log-files.ts';
import { filesOfSequence, stepOf, type SequenceFile } from './sequence-files.ts';

type Access = Pick<ArtifactAccess, 'files' | 'context'>;

/** One page of the files of an artifact. A sequence is sent as a whole, or a single step of it. */
export async function listFiles(access: Access, request: FilesRequest): Promise<FilesPage> {
  const key = requireKey(request.artifactId);
  if (key.kind === 'stored') throw notServed();
  if (key.kind !== 'logs') return listFlat(await readFiles(access, key, request.path), request);
  return listFlat(await listLogs(access, key.runId), request);
}

/** The files of a sequence that lie in the step of a path; all of them for the top folder. */
export async function readFiles(
  { files, context }: Access,
  key: SequenceKey,
  path: string,
): Promise<readonly SequenceFile[]> {
  const sequence = await files.sequence(context, key, path === '' ? null : stepOf(path));
  if (sequence === undefined) throw new RungraphError('NOT_FOUND', `The run has no ${key.kind} "${key.name}".`);
  return filesOfSequence(key.kind, sequence);
}

/** @throws NOT_FOUND for what is no id of an artifact. */
export function requireKey(id: string): ArtifactKey {
  const key = parseArtifactId(id);
  if (key === undefined) throw new RungraphError('NOT_FOUND', `There is no artifact "${id.slice(0, 200)}".`);
  return key;
}

export function notServed(): RungraphError {
  return new RungraphError(
    'UNSUPPORTED',
    'Aim keeps where this lies and does not serve it: see `uri` of the artifact.',
  );
}
