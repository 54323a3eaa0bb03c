import { RungraphError } from '../../contract/error.ts';

/**
 * A path below an artifact, as every adapter may trust it: relative, with slashes, without empty parts, `.` or `..`,
 * also where a tracker that decodes once more would find them. @throws INVALID_QUERY.
 */
export function checkPath(path: string): string {
  const parts = path.split('/');
  if (parts.some((part) => part === '')) refuse(path, 'it must be relative and have no empty parts');
  if (parts.some((part) => isDots(part) || isDots(decoded(part)))) refuse(path, 'it must not leave its folder');
  if (/[\\\0]/.test(path)) refuse(path, 'it must not hold backslashes or NUL');
  if (path.length > 4096) refuse(path, 'it is longer than 4096 characters');
  return path;
}

function isDots(part: string): boolean {
  return part.split(/[\\/]/).some((piece) => /^\.{1,2}$/.test(piece));
}

/** Decoded until nothing changes; what does not decode is taken as it is. */
function decoded(part: string): string {
  try {
    const once = decodeURIComponent(part);
    return once === part ? part : decoded(once);
  } catch {
    return part.replace(/%2e/gi, '.').replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  }
}

function refuse(path: string, why: string): never {
  throw new RungraphError('INVALID_QUERY', `path: "${path.slice(0, 200)}" is no path of a file: ${why}.`);
}
