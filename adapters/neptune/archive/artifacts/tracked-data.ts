import type { Artifact } from '../../../../src/contract/artifacts.ts';
import { isRungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun } from '../catalog.ts';
import { artifactId } from './artifact-ids.ts';
import { artifactHash, locationOf, readFileList, type ListedFile } from './file-list.ts';
import type { FileStore } from './find-file.ts';
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
      const tracking = owners.filter(({ files }) => files.some(([, type]) => type === 'artifact'));
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

async function readOne(
  store: FileStore,
  owner: ArchivedRun,
  { path, stored }: { readonly path: string; readonly stored: string },
): Promise<Artifact> {
  const bare = toArtifact(owner, 'artifact', path, null);
  const found = await store.find(owner, listPath(stored));
  if (typeof found === 'string') return bare;
  try {
    return toDataset(bare, path, await readFileList(found));
  } catch (error) {
    if (isRungraphError(error)) return bare;
    throw error;
  }
}

/** The row names the list itself, or the folder that holds it. */
export function listPath(stored: string): string {
  return stored.endsWith(fileListName) ? stored : `${stored}/${fileListName}`;
}

/** Runs that tracked the same files by the same name share it, whatever their projects. */
function toDataset(bare: Artifact, path: string, files: readonly ListedFile[]): Artifact {
  const hash = artifactHash(files);
  const sizes = files.map(({ size }) => size);
  const whole = sizes.every((size) => size !== null && size !== undefined);
  const places = files.flatMap((file) => locationOf(file) ?? []);
  return {
    ...bare,
    nativeId: artifactId({ kind: 'dataset', path, hash }),
    projectId: null,
    version: hash,
    digest: { algorithm: 'neptune', value: hash },
    sizeBytes: whole ? sizes.reduce<number>((sum, size) => sum + Number(size), 0) : null,
    uri: places.length === files.length ? commonPlace(places) : null,
    metadata: { files: files.length },
    createdAt: null,
  };
}

/** The one place, or the folder that all of them lie in; null where there is none. */
function commonPlace(places: readonly string[]): string | null {
  const [first, ...others] = places;
  if (first === undefined || others.length === 0) return first ?? null;
  const parts = first.split('/');
  const shared = parts.findIndex((part, index) => others.some((other) => other.split('/')[index] !== part));
  const common = parts.slice(0, shared < 0 ? parts.length : shared).join('/');
  return /^[a-z0-9]+:\/\/[^/]|^file:\/\/\//.test(common) ? common : null;
}
