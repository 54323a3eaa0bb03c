import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import mime from 'mime';
import type { ArtifactFile, OpenFile, OutOfRange, WantedRange } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun } from '../catalog.ts';
import { isWithin } from '../find-parts.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { FoundFile } from './find-file.ts';
import { etagOf, openPlain } from './open-plain.ts';
import { noSuchFile, toFile } from '../../artifacts/to-file.ts';
import { requireFile } from './stored-files.ts';
import { listZip, openMember } from './zip-files.ts';

// A file set lies on disk as a zip in a folder of its own; somebody may have unpacked it there.

export async function filesOfSet(
  access: ArtifactAccess,
  owner: ArchivedRun,
  set: string,
): Promise<readonly ArtifactFile[]> {
  const place = await placeOf(access, owner, set);
  if (!place.isDirectory) return (await listZip(place.file)).map((file) => ({ ...toFile(file.path), ...file }));
  const entries = await readdir(place.file, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const { size } = await stat(file);
      return { ...toFile(file.slice(place.file.length + 1).replaceAll('\\', '/')), sizeBytes: size };
    }),
  );
}

/** Opens one file of a set. Those of zips are sent whole. */
export async function openFromSet(
  access: ArtifactAccess,
  owner: ArchivedRun,
  { set, path, range }: { readonly set: string; readonly path: string; readonly range: WantedRange | null },
): Promise<OpenFile | OutOfRange> {
  const place = await placeOf(access, owner, set);
  if (place.isDirectory) return openPlain(await below(place.file, path), path, range);
  const member = await openMember(place.file, path);
  if (member === undefined)
    throw noSuchFile(
      path,
      (await listZip(place.file)).map((one) => one.path),
    );
  const { sizeBytes, body, close } = member;
  return { sizeBytes, range: null, contentType: mime.getType(path), digest: null, etag: etagOf(place), body, close };
}

/** The zip, or the folder that holds the files. @throws NOT_FOUND. */
async function placeOf(access: ArtifactAccess, owner: ArchivedRun, set: string): Promise<FoundFile> {
  const stored = owner.files.find((file) => file[1] === 'file_set' && file[0] === set)?.[2];
  if (stored === undefined) throw new RungraphError('NOT_FOUND', `There is no file set "${set}".`);
  const place = await requireFile(access, owner, stored);
  if (!place.isDirectory) return place;
  const [only, ...others] = await readdir(place.file);
  if (others.length > 0 || only?.endsWith('.zip') !== true) return place;
  const zip = await below(place.file, only).catch(() => undefined);
  return zip ?? place;
}

async function below(folder: string, path: string): Promise<FoundFile> {
  const file = await realpath(join(folder, path)).catch(() => undefined);
  if (file === undefined) throw new RungraphError('NOT_FOUND', `There is no file "${path}".`);
  if (!isWithin(folder, file)) throw new RungraphError('FORBIDDEN', 'The export points out of its files folder.');
  const about = await stat(file);
  if (!about.isFile()) throw new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`);
  return { file, isDirectory: false, sizeBytes: about.size, modifiedMs: about.mtimeMs };
}
