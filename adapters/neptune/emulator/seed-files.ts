import mime from 'mime';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { ProductLine } from '../sample/product-line.ts';
import { artifactHash, type ListedFile } from './artifact-hash.ts';
import type { StoredAttribute } from './world.ts';

/** What a run saved: attributes of their own. Data that was tracked is of 2.x alone, and is a list of files without their content. */
export function heldBy(run: SampleRun, line: ProductLine): readonly (readonly [string, StoredAttribute])[] {
  const files = run.files.map(({ path, content }) => [path, toFile(run, path, Buffer.from(content), line)] as const);
  return line === '3.x'
    ? files
    : [...files, ...run.datasets.map((dataset) => [dataset.name, toTracked(dataset)] as const)];
}

function toFile({ project, key }: SampleRun, path: string, content: Buffer, line: ProductLine): StoredAttribute {
  const mimeType = mime.getType(path) ?? 'application/octet-stream';
  if (line === '3.x') return { type: 'fileRef', file: { path: `${project}/${key}/${path}`, mimeType, content } };
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { type: 'file', name, ext: name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : '', content };
}

function toTracked({ name, digest, uri }: SampleRun['datasets'][number]): StoredAttribute {
  const metadata = [{ key: 'location', value: uri }];
  const files: readonly ListedFile[] = [{ filePath: name, fileHash: digest, type: 'S3', size: null, metadata }];
  return { type: 'artifact', hash: artifactHash(files), files };
}
