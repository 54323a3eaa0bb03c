import mime from 'mime';
import type { ArtifactFile } from '../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../src/contract/error.ts';

/** A file with nothing known but its path. */
export function toFile(path: string): ArtifactFile {
  return { path, isDirectory: false, sizeBytes: null, digest: null, contentType: mime.getType(path) };
}

/** INVALID_QUERY where the path is a folder of these files, else NOT_FOUND. */
export function noSuchFile(path: string, paths: readonly string[]): RungraphError {
  return paths.some((one) => one.startsWith(`${path}/`))
    ? new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`)
    : new RungraphError('NOT_FOUND', `There is no file "${path}".`);
}
