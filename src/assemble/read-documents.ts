import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RungraphError } from '../contract/error.ts';
import { openTrusted, type TrustedDocuments } from '../graphql/documents/trusted.ts';

/** What a config says of documents. */
export interface DocumentsPlan {
  /** A folder, or a manifest. */
  readonly trusted: string;
  readonly mode: TrustedDocuments['mode'];
}

/** As Apollo's generate-persisted-query-manifest writes it. */
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});
/** As the client preset of GraphQL Code Generator writes it: texts by their hashes. */
const map = z.record(z.string(), z.string());

/** The documents of a folder (`.graphql`, `.gql`; folders in it too) or of a manifest. @throws INVALID_QUERY for neither. */
export async function readDocuments({ trusted, mode }: DocumentsPlan): Promise<TrustedDocuments> {
  const isFolder = await stat(trusted).then(
    (found) => found.isDirectory(),
    () => refuse(trusted, 'there is no such file'),
  );
  return openTrusted(mode, isFolder ? await readFolder(trusted) : await readManifest(trusted));
}

async function readFolder(folder: string) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(graphql|gql)$/.test(name)).sort();
  if (names.length === 0) refuse(folder, 'the folder holds no .graphql file');
  return Promise.all(names.map(async (name) => ({ text: await readFile(join(folder, name), 'utf8') })));
}

async function readManifest(file: string) {
  const json = parse(await readFile(file, 'utf8'), file);
  const listed = manifest.safeParse(json);
  if (listed.success) return listed.data.operations.map(({ id, body }) => ({ hash: id, text: body }));
  const mapped = map.safeParse(json);
  if (!mapped.success)
    return refuse(file, 'it is neither a manifest of persisted queries nor a map of texts by their hashes');
  return Object.entries(mapped.data).map(([hash, text]) => ({ hash: hash.replace(/^sha256:/, ''), text }));
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(file, 'it is no JSON');
  }
}

function refuse(file: string, why: string): never {
  throw new RungraphError('INVALID_QUERY', `documents.trusted: ${file} cannot be used: ${why}.`);
}
