import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Artifact, ArtifactFile } from '../../../src/contract/artifacts.ts';
import type { Num } from '../../../src/contract/value.ts';
import { blankArtifact } from '../../../src/kit/blank-artifact.ts';
import { comparePaths } from '../../../src/kit/files/order-paths.ts';
import { artifactId } from './artifact-ids.ts';
import { toFile } from './to-file.ts';

// Tracked data of 2.x: an attribute of type `artifact` has a hash and a list of files.

const size = z.union([z.number().int().nonnegative(), z.bigint().nonnegative()]);

/** A file that was tracked where it lies: Neptune knows it and has no bytes of it. */
export const listedFile = z.object({
  filePath: z.string(),
  /** SHA-1 for local files, the ETag for those on S3. */
  fileHash: z.string(),
  type: z.string(),
  size: size.nullish(),
  metadata: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
});
export type ListedFile = z.infer<typeof listedFile>;

/** Tracked data by its files. */
export function datasetOf(path: string, files: readonly ListedFile[]): Artifact {
  const sizes = files.map(({ size: bytes }) => bytes);
  const whole = sizes.every((bytes) => bytes !== null && bytes !== undefined);
  const places = files.flatMap((file) => locationOf(file) ?? []);
  return {
    ...toDataset(path, artifactHash(files), 'neptune'),
    sizeBytes: whole ? sizes.reduce<number>((sum, bytes) => sum + Number(bytes), 0) : null,
    uri: places.length === files.length ? commonPlace(places) : null,
    metadata: { files: files.length },
  };
}

/** Runs that tracked the same files by the same name share it, whatever their projects. */
export function toDataset(path: string, hash: string, algorithm: string): Artifact {
  return {
    ...blankArtifact,
    nativeId: artifactId({ kind: 'dataset', path, hash }),
    name: path,
    type: 'DATASET',
    nativeType: 'artifact',
    version: hash,
    digest: { algorithm, value: hash },
    projectId: null,
    uri: null,
    url: null,
    createdAt: null,
    producedById: null,
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

/** A file of tracked data as it is shown. */
export function toListed({ filePath, fileHash, type, size }: ListedFile): ArtifactFile {
  const algorithm = type === 'Local' ? 'sha1' : `neptune-${type.toLowerCase()}`;
  return { ...toFile(filePath), sizeBytes: size ?? null, digest: { algorithm, value: fileHash } };
}

/**
 * The hash that Neptune gave the artifact, which no export holds: SHA-256 over its files in the order of their paths,
 * without their metadata (client's file_hasher.py, `get_artifact_hash_without_metadata`, which servers with version 2
 * of the artifacts API use). Lengths count code points, while the text itself is UTF-8.
 */
export function artifactHash(files: readonly ListedFile[]): string {
  const hash = createHash('sha256');
  for (const { filePath, fileHash, size: bytes, type } of inOrder(files)) {
    hash.update('#').update(lengthOf(filePath)).update(filePath);
    hash.update('#').update(fileHash).update('#');
    if (bytes !== null && bytes !== undefined) hash.update(uint64(bytes));
    hash.update('#').update(lengthOf(type)).update(type);
  }
  return hash.digest('hex');
}

export function inOrder(files: readonly ListedFile[]): readonly ListedFile[] {
  return [...files].sort((a, b) => comparePaths(a.filePath, b.filePath));
}

/** Where a file lies: `s3://…` or `file://…`. */
export function locationOf({ metadata }: ListedFile): string | null {
  return metadata?.find(({ key }) => key === 'location' || key === 'file_path')?.value ?? null;
}

function lengthOf(text: string): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Array.from(text).length);
  return bytes;
}

function uint64(value: Num): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
