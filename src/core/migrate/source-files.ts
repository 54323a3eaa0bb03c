import type { Artifact } from '../../contract/artifacts.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import { gatherEdges } from '../lineage/gather-edges.ts';
import { requireGroup } from '../sources/groups.ts';
import { allPages } from './all-pages.ts';
import type { Tally } from './fit/losses.ts';
import { freeName } from './fit/fit-keys.ts';
import type { Side } from './side.ts';

/** Which files are moved: all, none, or those of fewer bytes. */
export type FilePolicy = { readonly kind: 'all' | 'none' } | { readonly kind: 'under'; readonly bytes: number };

/** A file of a run, and where it goes. */
export interface SourceFile {
  readonly artifactId: string;
  readonly path: string;
  /** Null where the source does not tell before it is read. */
  readonly sizeBytes: number | null;
  /** Below the files of the run at the target. */
  readonly target: string;
}

/** What one source's runs hold beside numbers, by run, and why some of it may be missing. */
export interface Produced {
  readonly artifacts: readonly Artifact[];
  readonly partial: string | null;
}

/** Artifacts that runs made, in as few calls as the tracker allows. None where the source keeps none. */
export async function readProduced(side: Side, runIds: readonly string[]): Promise<ReadonlyMap<string, Produced>> {
  return side.within(async (call) => {
    const { capabilities } = await call.ready();
    if (capabilities.edges?.includes('PRODUCED') !== true) return new Map<string, Produced>();
    const links = runIds.map((nativeId) => ({
      node: { kind: 'Run', nativeId } as const,
      link: { kind: 'PRODUCED', end: 'from' } as const,
    }));
    const found = await gatherEdges(call, links);
    const known = new Map<string, Artifact>();
    for (const slot of found)
      if (!isRungraphError(slot)) for (const one of slot.artifacts) known.set(one.nativeId, one);
    return new Map(
      runIds.map((id, index) => {
        const slot = found[index];
        if (slot === undefined) return [id, { artifacts: [], partial: null }];
        if (isRungraphError(slot)) throw slot;
        const artifacts = slot.edges.flatMap(({ to }) => known.get(to) ?? []);
        return [id, { artifacts, partial: slot.partial }];
      }),
    );
  });
}

/** Files of a run in the order of their paths, each with a place at the target that no other has. */
export async function listSourceFiles(
  side: Side,
  produced: Produced,
  { files }: WriteTable,
  policy: FilePolicy,
  tally: Tally,
): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  const taken: Places = { files: new Set(), folders: new Set() };
  if (produced.partial !== null) tally.note({ code: 'PARTIAL_SOURCE', item: 'files', becomes: produced.partial });
  if (policy.kind === 'none') return found;
  for (const artifact of produced.artifacts) {
    for (const { path, sizeBytes } of await filesOf(side, artifact)) {
      if (policy.kind === 'under' && sizeBytes !== null && sizeBytes >= policy.bytes) continue;
      const natural = artifact.loose === true ? path : `${artifact.name}/${path}`;
      if (files === null) {
        tally.note({ code: 'FILE_NO_ROUTE', item: `file ${natural}`, becomes: 'the target takes no files' });
        continue;
      }
      const target = takePlace(files.fit(natural), taken, files.fit);
      if (target !== natural) tally.note({ code: 'FILE_RENAMED', item: `file ${natural}`, becomes: target });
      found.push({ artifactId: artifact.nativeId, path, sizeBytes, target });
    }
  }
  return found;
}

interface Places {
  readonly files: Set<string>;
  readonly folders: Set<string>;
}

/** A file and a folder of one name cannot both be there. */
function takePlace(path: string, { files, folders }: Places, fit: (path: string) => string): string {
  const clashes = (tried: string): boolean =>
    folders.has(tried) || foldersOf(tried).some((folder) => files.has(folder));
  let place = freeName(path, files, fit);
  while (clashes(place)) place = freeName(fit(`_${place}`), files, fit);
  files.add(place);
  for (const folder of foldersOf(place)) folders.add(folder);
  return place;
}

/** `a`, `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
}

interface ListedFile {
  readonly path: string;
  readonly sizeBytes: number | null;
}

const pageFiles = 1000;

async function filesOf(side: Side, artifact: Artifact): Promise<readonly ListedFile[]> {
  const request = { artifactId: artifact.nativeId, projectId: artifact.projectId, path: '', recursive: true };
  const items = await allPages((after) =>
    side
      .ask('listFiles', (adapter, context) =>
        requireGroup(adapter, 'artifacts').listFiles(context, { ...request, limit: pageFiles, after }),
      )
      .catch((error: unknown) => {
        // Only described by the tracker.
        if (isRungraphError(error) && error.code === 'UNSUPPORTED') return { items: [], next: null };
        throw error;
      }),
  );
  return items.flatMap(({ path, isDirectory, sizeBytes }) =>
    isDirectory ? [] : [{ path, sizeBytes: sizeBytes === null ? null : Number(sizeBytes) }],
  );
}
