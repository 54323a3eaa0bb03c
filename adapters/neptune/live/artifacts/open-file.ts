import type { FileRequest, OpenFile, OutOfRange, WantedRange } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { HttpStream } from '../../../../src/contract/http.ts';
import { openStream, rangeHeader } from '../../../../src/kit/files/open-stream.ts';
import { endsOf } from '../../../../src/kit/files/open-bytes.ts';
import { parseArtifactId } from '../../artifacts/artifact-ids.ts';
import { openLines, pointsFile } from '../../artifacts/points-file.ts';
import { noSuchFile } from '../../artifacts/to-file.ts';
import { noArtifact, type ArtifactAccess } from './artifact-access.ts';
import { openFromSet } from './file-set.ts';
import { sourcesOf, type SourcedFile } from './file-sources.ts';
import type { FoundHolder } from './find-holders.ts';
import { requireHolder } from './get-artifacts.ts';
import { heldBy } from './held-by.ts';
import { pointsAsLines } from './points-as-lines.ts';

/** Opens a file of an artifact: in part where it lies in the store of 3.x, else as a whole. */
export async function openFile(access: ArtifactAccess, request: FileRequest): Promise<OpenFile | OutOfRange> {
  const { artifactId, path, range } = request;
  const key = parseArtifactId(artifactId);
  if (key === undefined) throw noArtifact(artifactId);
  if (key.kind === 'dataset' || key.kind === 'artifact') {
    throw new RungraphError('UNSUPPORTED', 'Neptune lists what was tracked, and where, but holds none of it.');
  }
  const holder = await requireHolder(access, key);
  if (!heldBy(holder).some(({ nativeId }) => nativeId === artifactId)) throw noArtifact(artifactId);
  const series = { run: holder.address, attribute: key.path };
  switch (key.kind) {
    case 'file_set':
      return openFromSet(access, series, path);
    case 'string_series':
    case 'histogram_series':
      if (path !== pointsFile) throw noSuchFile(path, []);
      return openLines(pointsAsLines(access, series));
    case 'files':
    case 'file_series': {
      const files = await sourcesOf(access, holder, key);
      const file = files.find((one) => one.path === path);
      if (file === undefined)
        throw noSuchFile(
          path,
          files.map((one) => one.path),
        );
      return openSource(access, holder, file, range);
    }
  }
}

/** A range behind the end of a file whose size is known needs no call. */
async function openSource(
  access: ArtifactAccess,
  holder: FoundHolder,
  file: SourcedFile,
  range: WantedRange | null,
): Promise<OpenFile | OutOfRange> {
  const sizeBytes = file.sizeBytes === null ? null : Number(file.sizeBytes);
  if (range !== null && sizeBytes !== null) {
    const [from, to] = endsOf(range, sizeBytes);
    if (from > to) return { outOfRange: true, sizeBytes };
  }
  const opened = openStream(await streamOf(access, holder, file, range));
  if ('outOfRange' in opened) return opened;
  return {
    ...opened,
    sizeBytes: opened.sizeBytes ?? sizeBytes,
    contentType: file.contentType ?? opened.contentType,
  };
}

async function streamOf(
  { content, context, store }: ArtifactAccess,
  { address: run, project }: FoundHolder,
  { source, path }: SourcedFile,
  range: WantedRange | null,
): Promise<HttpStream> {
  switch (source.kind) {
    case 'attribute':
      return content.openFile(context, { run, attribute: source.attribute }, null);
    case 'image':
      return content.openImage(context, { run, attribute: source.attribute }, source.index);
    case 'store': {
      const url = await content.sign(context, project, source.path);
      if (url === undefined) throw new RungraphError('NOT_FOUND', `The server has no address of "${path}".`);
      return store.open(context, url, range === null ? null : rangeHeader(range));
    }
  }
}
