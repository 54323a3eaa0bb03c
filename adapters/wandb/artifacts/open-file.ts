import type { ArtifactFile, Digest, FileRequest, OpenFile, OutOfRange } from '../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { Num } from '../../../src/contract/value.ts';
import { isFile, openStream, rangeHeader } from '../../../src/kit/files/open-stream.ts';
import { errorOfFile } from '../file-fetcher.ts';
import type { RunKey } from '../ids.ts';
import { partOf, type ArtifactAccess } from './artifact-access.ts';
import { askOne } from './artifact-client.ts';
import type { VersionKey } from './artifact-ids.ts';
import { filePlace, runFile } from './documents.ts';
import { filesOfRun, notThere, requireKey } from './list-files.ts';
import { readManifest, toRunFile } from './read-manifest.ts';
import { filesOfProject, placesOfProject } from './wire-artifacts.ts';

/** Where a file lies, by an address that is valid for a while. */
interface Place {
  readonly url: string;
  readonly digest: Digest | null;
  readonly sizeBytes: Num | null;
}

/** Opens a file at its store. Asked for by its name, W&B shows one that is not there as if it were. */
export async function openFile(
  access: ArtifactAccess,
  { artifactId, path, range }: FileRequest,
): Promise<OpenFile | OutOfRange> {
  const key = requireKey(artifactId);
  const place =
    key.kind === 'files' ? await findRunFile(access, key.run, path) : await findEntry(access, key.version, path);
  const stream = await access.fetcher.open(access.context, place.url, range === null ? null : rangeHeader(range));
  if (!isFile(stream)) throw await errorOfFile(stream);
  return openStream(stream, place);
}

async function findRunFile(access: ArtifactAccess, key: RunKey, path: string): Promise<Place> {
  const { run, ...project } = key;
  const answer = await askOne(access.client, access.context, {
    what: 'RunFile',
    parts: [{ project, variables: { r: run, path: [path] } }],
    selection: () => runFile,
    schema: filesOfProject,
  });
  if (!answer?.run) throw notThere(run);
  const found = answer.run.files?.edges[0]?.node;
  if (found?.name === path && found.updatedAt && found.directUrl) {
    const { sizeBytes, digest } = toRunFile(found);
    return { url: found.directUrl, digest, sizeBytes };
  }
  throw missing(await filesOfRun(access, key), path);
}

/** The manifest says what there is, and what of it W&B keeps: addresses of others are not opened. */
async function findEntry(access: ArtifactAccess, version: VersionKey, path: string): Promise<Place> {
  const { project, variables } = partOf(version);
  const answer = await askOne(access.client, access.context, {
    what: 'ArtifactFile',
    parts: [{ project, variables: { ...variables, path: [path] } }],
    selection: () => filePlace,
    schema: placesOfProject,
  });
  const artifact = answer?.artifactCollectionMembership?.artifact;
  if (!artifact) throw notThere(`${version.collection}:v${version.index}`);
  const files = await readManifest(access, artifact.currentManifest?.file?.directUrl);
  const entry = files.find((file) => file.path === path);
  if (entry === undefined) throw missing(files, path);
  if (entry.ref !== null) {
    throw new RungraphError('UNSUPPORTED', `W&B keeps where "${path}" lies and not its bytes: ${entry.ref}`);
  }
  const url = artifact.files?.edges.find(({ node }) => node?.name === path)?.node?.directUrl;
  if (!url) throw new RungraphError('PROTOCOL', 'The server gave no address of a file that its manifest lists.');
  return { url, digest: entry.digest, sizeBytes: entry.sizeBytes };
}

function missing(files: readonly ArtifactFile[], path: string): RungraphError {
  if (files.some((file) => file.path.startsWith(`${path}/`))) {
    return new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`);
  }
  return new RungraphError('NOT_FOUND', `There is no file "${path}".`);
}
