import mime from 'mime';
import type { ArtifactFile } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { OwnedKey } from '../../artifacts/artifact-ids.ts';
import { treeOf } from '../../artifacts/shown-paths.ts';
import { toFile } from '../../artifacts/to-file.ts';
import type { WireFile } from '../../wire.ts';
import type { ObjectPoint } from '../read-objects.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { FoundHolder } from './find-holders.ts';
import { filesOf } from './held-by.ts';

/** Where the bytes of a file are: an attribute or an image of 2.x, or in the store of 3.x. */
export type FileSource =
  | { readonly kind: 'attribute'; readonly attribute: string }
  | { readonly kind: 'image'; readonly attribute: string; readonly index: number }
  | { readonly kind: 'store'; readonly path: string };

export interface SourcedFile extends ArtifactFile {
  readonly source: FileSource;
}

/** Files of an artifact that are attributes or points of a series, by the path that they are shown at. */
export async function sourcesOf(
  access: ArtifactAccess,
  holder: FoundHolder,
  { kind, path }: OwnedKey,
): Promise<readonly SourcedFile[]> {
  if (kind === 'files') return singleFiles(holder);
  if (kind !== 'file_series' || !holder.attributes.some(({ name }) => name === path)) return [];
  const { content, context, line } = access;
  const key = { run: holder.address, attribute: path };
  if (line === '2.x') {
    const count = await content.countImages(context, key);
    return Array.from({ length: count }, (_image, index) => ({
      ...toFile(String(index)),
      source: { kind: 'image', attribute: path, index },
    }));
  }
  const files: SourcedFile[] = [];
  for await (const { step, value } of objectsOf(access, key)) {
    if (typeof value === 'string' || !('path' in value)) continue;
    const ending = mime.getExtension(value.mimeType ?? '');
    files.push(fromStore(`step_${String(step)}${ending === null ? '' : `.${ending}`}`, value));
  }
  return files;
}

function singleFiles(holder: FoundHolder): readonly SourcedFile[] {
  const tree = treeOf(filesOf(holder), ({ name }) => name);
  return [...tree].flatMap(([path, { name, fileProperties, fileRefProperties }]): readonly SourcedFile[] => {
    if (fileRefProperties) return [fromStore(path, fileRefProperties)];
    const { ext, size = null } = fileProperties ?? {};
    const contentType = mime.getType(path) ?? mime.getType(ext ?? '');
    return [{ ...toFile(path), contentType, sizeBytes: size, source: { kind: 'attribute', attribute: name } }];
  });
}

function fromStore(path: string, { path: place, sizeBytes = null, mimeType = null }: WireFile): SourcedFile {
  const contentType = mimeType ?? mime.getType(path);
  return { ...toFile(path), contentType, sizeBytes, source: { kind: 'store', path: place } };
}

/** Points of a series of 3.x, page after page. @throws NOT_FOUND where there is none. */
export async function* objectsOf(
  { content, context }: Pick<ArtifactAccess, 'content' | 'context'>,
  key: { readonly run: string; readonly attribute: string },
): AsyncGenerator<ObjectPoint> {
  let token: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof content.objects>> = await content.objects(context, key, token);
    if (page === undefined) throw new RungraphError('NOT_FOUND', `There is no series "${key.attribute}".`);
    yield* page.points;
    token = page.next === token ? null : page.next;
  } while (token !== null);
}
