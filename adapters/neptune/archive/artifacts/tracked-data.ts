import type { Artifact } from '../../../../src/contract/artifacts.ts';
import { isRungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun } from '../catalog.ts';
import { readFileList } from './file-list.ts';
import { datasetOf } from '../../artifacts/tracked-files.ts';
import type { FileStore } from './find-file.ts';
import { movedRunOf } from '../moved/moved-run.ts';
import { datasetsOfMoved } from '../moved/to-model.ts';
import { toArtifact } from './owned-artifacts.ts';

// Tracked data of 2.x: of an attribute of type `artifact` an export holds the list of its files, and no bytes.

export interface TrackedData {
  /** What an entry tracked, in the order of its attributes. Read once. */
  of(owner: ArchivedRun): Promise<readonly Artifact[]>;
  /** The same of many. */
  ofAll(owners: readonly ArchivedRun[]): Promise<ReadonlyMap<ArchivedRun, readonly Artifact[]>>;
}

/** The file that the exporter writes into the folder of an artifact. */
export const fileListName = 'files_list.json';
/** Lists that are read at the same time. */
const atOnce = 32;

export function openTrackedData(store: FileStore): TrackedData {
  const known = new WeakMap<ArchivedRun, Promise<readonly Artifact[]>>();

  async function read(owner: ArchivedRun): Promise<readonly Artifact[]> {
    const moved = movedRunOf(owner);
    if (moved !== null) return datasetsOfMoved(owner, moved);
    const found: Artifact[] = [];
    for (const [path, type, stored] of owner.files) {
      if (type === 'artifact') found.push(await readOne(store, owner, { path, stored }));
    }
    return found;
  }

  function of(owner: ArchivedRun): Promise<readonly Artifact[]> {
    const before = known.get(owner);
    if (before !== undefined) return before;
    const reading = read(owner);
    known.set(owner, reading);
    // What failed may go well the next time.
    reading.catch(() => known.delete(owner));
    return reading;
  }

  return {
    of,
    async ofAll(owners) {
      const tracking = owners.filter(tracks);
      const all = new Map<ArchivedRun, readonly Artifact[]>();
      for (let start = 0; start < tracking.length; start += atOnce) {
        const some = tracking.slice(start, start + atOnce);
        const lists = await Promise.all(some.map(of));
        some.forEach((owner, index) => all.set(owner, lists[index] ?? []));
      }
      return all;
    },
  };
}

/** Whether an entry may have tracked anything, which is told without reading a file. */
export function tracks(owner: ArchivedRun): boolean {
  return owner.files.some(([, type]) => type === 'artifact') || (movedRunOf(owner)?.inputs.length ?? 0) > 0;
}

async function readOne(
  store: FileStore,
  owner: ArchivedRun,
  { path, stored }: { readonly path: string; readonly stored: string },
): Promise<Artifact> {
  const bare = toArtifact(owner, 'artifact', path, null);
  const found = await store.find(owner, listPath(stored));
  if (typeof found === 'string') return bare;
  try {
    return datasetOf(path, await readFileList(found));
  } catch (error) {
    if (isRungraphError(error)) return bare;
    throw error;
  }
}

/** The row names the list itself, or the folder that holds it. */
export function listPath(stored: string): string {
  return stored.endsWith(fileListName) ? stored : `${stored}/${fileListName}`;
}
