import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { Num } from '../../../../src/contract/value.ts';
import { comparePaths } from '../../../../src/kit/files/order-paths.ts';
import { parseJson } from '../../../../src/kit/parse-json.ts';
import type { FoundFile } from './find-file.ts';

const size = z.union([z.number().int().nonnegative(), z.bigint().nonnegative()]);

/** A line of `files_list.json`: a file that was tracked, of which the export has no bytes. */
const listed = z.object({
  filePath: z.string(),
  /** SHA-1 for local files, the ETag for those on S3. */
  fileHash: z.string(),
  type: z.string(),
  size: size.nullish(),
  metadata: z.array(z.object({ key: z.string(), value: z.string() })).nullish(),
});
export type ListedFile = z.infer<typeof listed>;

/** Millions of files; nobody tracks more in one artifact. */
const mostBytes = 256 * 2 ** 20;

/** @throws PROTOCOL for what is no list of files. */
export async function readFileList({ file, sizeBytes }: FoundFile): Promise<readonly ListedFile[]> {
  if (sizeBytes > mostBytes) throw new RungraphError('PROTOCOL', 'The list of files of an artifact is too large.');
  try {
    return z.array(listed).parse(parseJson(await readFile(file, 'utf8')));
  } catch (error) {
    throw new RungraphError('PROTOCOL', 'The list of files of an artifact cannot be read.', {
      cause: error,
      detail: String(error),
    });
  }
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
