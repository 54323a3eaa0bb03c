import type { FileRequest, OpenFile, OutOfRange } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun } from '../catalog.ts';
import { requireArtifact, type ArtifactAccess } from './artifact-access.ts';
import type { OwnedKey } from '../../artifacts/artifact-ids.ts';
import { openFromSet } from './file-set.ts';
import { openPlain } from './open-plain.ts';
import { openLines, pointsFile } from '../../artifacts/points-file.ts';
import { pointsAsLines, seriesOf } from './points-as-lines.ts';
import { noSuchFile } from '../../artifacts/to-file.ts';
import { filesOf, requireFile } from './stored-files.ts';

/** Opens a file of an artifact. Members of zips and series are sent whole, other files in part too. */
export async function openFile(access: ArtifactAccess, request: FileRequest): Promise<OpenFile | OutOfRange> {
  const { owner, key } = await requireArtifact(access, request.artifactId);
  switch (key.kind) {
    case 'dataset':
    case 'artifact':
      throw new RungraphError('UNSUPPORTED', 'An export lists what was tracked, and where, but holds none of it.');
    case 'file_set':
      return openFromSet(access, owner, { ...request, set: key.path });
    case 'string_series':
    case 'histogram_series':
      return openPoints(access, owner, key, request.path);
    case 'files':
    case 'file_series':
      return openStored(access, owner, key, request);
  }
}

async function openStored(
  access: ArtifactAccess,
  owner: ArchivedRun,
  key: OwnedKey,
  { path, range }: FileRequest,
): Promise<OpenFile | OutOfRange> {
  const tree = filesOf(owner, key);
  const entry = tree.get(path);
  if (entry === undefined) throw noSuchFile(path, [...tree.keys()]);
  const file = await requireFile(access, owner, entry[2]);
  if (file.isDirectory) throw new RungraphError('PROTOCOL', `The export holds a folder where "${path}" should be.`);
  return openPlain(file, path, range);
}

function openPoints({ toUtc, context }: ArtifactAccess, owner: ArchivedRun, key: OwnedKey, path: string): OpenFile {
  const series = seriesOf(owner, key);
  if (series === undefined || path !== pointsFile) throw noSuchFile(path, []);
  const body = pointsAsLines(owner, series, toUtc(owner), context.signal);
  return openLines(body);
}
