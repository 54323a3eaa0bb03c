import mime from 'mime';
import type { Artifact, ArtifactType } from '../../../../src/contract/artifacts.ts';
import type { Json } from '../../../../src/contract/value.ts';
import { comparePaths } from '../../../../src/kit/files/order-paths.ts';
import { timeAt } from '../../to-model.ts';
import type { ArchivedRun } from '../catalog.ts';
import type { OwnedKind } from '../../artifacts/artifact-ids.ts';
import { toOwned, typeOfMime } from '../../artifacts/to-owned.ts';

/** What an entry holds beside numbers, by id: its files in one, then each file series, file set and series of others. */
export function ownedArtifacts(owner: ArchivedRun): readonly Artifact[] {
  const { files, series } = owner;
  const pathsOf = (type: string) => new Set(files.filter((file) => file[1] === type).map(([path]) => path));
  const single = files.filter(([, type]) => type === 'file').length;
  const all: Artifact[] = [];
  if (single > 0) all.push(toArtifact(owner, 'files', '', { files: single }));
  for (const path of pathsOf('file_series')) {
    const count = files.filter((file) => file[1] === 'file_series' && file[0] === path).length;
    all.push(toArtifact(owner, 'file_series', path, { files: count }));
  }
  for (const path of pathsOf('file_set')) all.push(toArtifact(owner, 'file_set', path, null));
  for (const { path, type, count } of series) {
    if (type !== 'float_series') all.push(toArtifact(owner, type, path, { points: count }));
  }
  return all.sort((a, b) => comparePaths(a.nativeId, b.nativeId));
}

/** An artifact that belongs to one entry of the archive. */
export function toArtifact(
  owner: ArchivedRun,
  kind: OwnedKind,
  path: string,
  metadata: { readonly [key: string]: Json } | null,
): Artifact {
  const { scope, nativeId, project } = owner;
  const about = { scope, nativeId, project, createdAt: timeAt(owner, 'sys/creation_time') };
  return { ...toOwned(about, kind, path, kind === 'file_series' ? typeOfSeries(owner, path) : undefined), metadata };
}

/** A file series of 2.x holds images. In 3.x it may hold anything, which the first name tells. */
function typeOfSeries({ files, line }: ArchivedRun, path: string): ArtifactType {
  const first = files.find((file) => file[1] === 'file_series' && file[0] === path)?.[2] ?? '';
  return line === '2.x' ? 'MEDIA' : typeOfMime(mime.getType(first));
}
