import { RungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun } from '../catalog.ts';
import type { FileEntry } from '../index/part-index.ts';
import { stepOf } from '../step.ts';
import { noFilesPath, type ArtifactAccess } from './artifact-access.ts';
import type { OwnedKey } from '../../artifacts/artifact-ids.ts';
import type { FoundFile } from './find-file.ts';
import { treeOf, type Tree } from '../../artifacts/shown-paths.ts';

/** The files of an artifact that are rows of the export, by the path that they are shown at. */
export function filesOf(owner: ArchivedRun, { kind, path }: OwnedKey): Tree<FileEntry> {
  if (kind === 'files') {
    return treeOf(
      owner.files.filter(([, type]) => type === 'file'),
      ([path]) => path,
    );
  }
  if (kind !== 'file_series') return new Map();
  const steps = owner.files.filter((file) => file[1] === 'file_series' && file[0] === path);
  return new Map(steps.map((entry) => [nameOfStep(owner, entry), entry]));
}

/** A series of 2.x holds the place of each file, one of 3.x its step. */
function nameOfStep({ line }: ArchivedRun, [, , stored, step]: FileEntry): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(stored)?.[0] ?? '';
  const number = step === null ? 'unknown' : String(stepOf(step));
  return line === '2.x' ? `${number}${ending}` : `step_${number}${ending}`;
}

/** @throws UNSUPPORTED where no files folder is named; NOT_FOUND; FORBIDDEN for what leads out of it. */
export async function requireFile({ store }: ArtifactAccess, owner: ArchivedRun, stored: string): Promise<FoundFile> {
  if (!store.holds(owner)) throw noFilesPath(owner);
  const found = await store.find(owner, stored);
  if (found === 'outside') throw new RungraphError('FORBIDDEN', 'The export points out of its files folder.');
  if (found === 'missing') {
    throw new RungraphError('NOT_FOUND', `The files folder does not hold "${stored.slice(0, 200)}".`);
  }
  return found;
}
