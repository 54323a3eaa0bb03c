import type { ArchivedRun, Catalog } from '../catalog.ts';
import { everyEntry } from './artifact-access.ts';
import type { FileStore } from './find-file.ts';
import { listPath } from './tracked-data.ts';

/** Files that rows of an export name, as far as they are on disk. Names are those of entry and attribute. */
export interface FileCheck {
  readonly named: number;
  /** How many of them were looked for. */
  readonly lookedFor: number;
  readonly missing: readonly string[];
  readonly outside: readonly string[];
  /** No folder is named that they could lie in. */
  readonly elsewhere: readonly string[];
}

/** Looking for more would hold up the first answer. */
const mostLooks = 20_000;
const atOnce = 64;

/** Looks for the files of an archive, once for each state of it. */
export function openFileCheck(store: FileStore): (catalog: Catalog) => Promise<FileCheck> {
  const known = new WeakMap<Catalog, Promise<FileCheck>>();
  return (catalog) => {
    const checking = known.get(catalog) ?? check(store, catalog);
    known.set(catalog, checking);
    return checking;
  };
}

interface NamedFile {
  readonly owner: ArchivedRun;
  readonly name: string;
  readonly stored: string;
}

async function check(store: FileStore, catalog: Catalog): Promise<FileCheck> {
  const named = everyEntry(catalog).flatMap((owner) =>
    owner.files.map(([path, type, stored]): NamedFile => {
      return { owner, name: `${owner.nativeId} ${path}`, stored: type === 'artifact' ? listPath(stored) : stored };
    }),
  );
  const elsewhere = named.filter(({ owner }) => !store.holds(owner)).map(({ name }) => name);
  const asked = named.filter(({ owner }) => store.holds(owner)).slice(0, mostLooks);
  const lost = { missing: [] as string[], outside: [] as string[] };
  for (let start = 0; start < asked.length; start += atOnce) {
    const some = asked.slice(start, start + atOnce);
    const found = await Promise.all(some.map(({ owner, stored }) => store.find(owner, stored)));
    found.forEach((one, index) => {
      if (typeof one === 'string') lost[one].push(some[index]?.name ?? '');
    });
  }
  return { named: named.length, lookedFor: asked.length, ...lost, elsewhere };
}
