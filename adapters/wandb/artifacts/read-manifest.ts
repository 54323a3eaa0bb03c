import type { ArtifactFile, Digest } from '../../../src/contract/artifacts.ts';
import mime from 'mime';
import { RungraphError } from '../../../src/contract/error.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { checkShape } from '../../../src/kit/read-answer.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { numberOf } from './to-artifact.ts';
import { manifest, type WireEntry, type WireFile } from './wire-artifacts.ts';

/** A file of a version, and where it lies if something else than W&B keeps it. */
export interface EntryFile extends ArtifactFile {
  readonly ref: string | null;
}

/** Every file of a version, as its manifest has them: one file itself, whatever their number. */
export async function readManifest(
  { fetcher, context }: ArtifactAccess,
  url: string | null | undefined,
): Promise<readonly EntryFile[]> {
  if (url === null || url === undefined) throw new RungraphError('PROTOCOL', 'The artifact has no manifest.');
  const { bytes } = await fetcher.read(context, url, null);
  const { contents } = checkShape(parseText(Buffer.from(bytes).toString()), manifest, 'The manifest');
  return Object.entries(contents).map(([path, entry]) => toFile(path, entry));
}

function parseText(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new RungraphError('PROTOCOL', 'The manifest of the artifact is not JSON.');
  }
}

function toFile(path: string, { digest, size, ref, extra }: WireEntry): EntryFile {
  const elsewhere = ref ?? null;
  return {
    path,
    isDirectory: false,
    sizeBytes: numberOf(size),
    // A file elsewhere has the digest of its keeper, who does not tell how it was computed.
    digest: elsewhere === null ? digestOf(digest, extra?.['alg'] === 'XXH128' ? 'xxh128' : 'md5') : null,
    contentType: mime.getType(path),
    ref: elsewhere,
  };
}

/** A file that a run saved. */
export function toRunFile({ name, sizeBytes, md5, mimetype }: WireFile): ArtifactFile {
  return {
    path: name,
    isDirectory: false,
    sizeBytes: numberOf(sizeBytes),
    digest: digestOf(md5, 'md5'),
    contentType: mimetype ? mimetype : mime.getType(name),
  };
}

/** Digests of 16 bytes come as base64, for some as hexadecimal digits. */
export function digestOf(text: string | null | undefined, algorithm: 'md5' | 'xxh128'): Digest | null {
  if (text === null || text === undefined) return null;
  if (/^[0-9a-f]{32}$/i.test(text)) return { algorithm, value: text.toLowerCase() };
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 16 ? { algorithm, value: bytes.toString('hex') } : null;
}
