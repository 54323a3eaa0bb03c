import { RungraphError } from '../../contract/error.ts';

/**
 * A path below an artifact, as every adapter may trust it: relative, with slashes, without empty parts, `.` or `..`,
 * also where a tracker that decodes once more, or takes backslashes for slashes, would find them. A name may hold
 * backslashes. @throws INVALID_QUERY.
 */
export function checkPath(path: string): string {
  const why = whyNoPath(path);
  if (why === undefined) return path;
  throw new RungraphError('INVALID_QUERY', `path: "${path.slice(0, 200)}" is no path of a file: ${why}.`);
}

/** What keeps a text from being such a path; undefined where nothing does. */
export function whyNoPath(path: string): string | undefined {
  const parts = path.split('/');
  if (parts.some((part) => part === '')) return 'it must be relative and have no empty parts';
  const plain = parts.flatMap((part) => [part, decoded(part)]);
  if (plain.some(holdsDots)) return 'it must not leave its folder';
  if (plain.some(isAbsolute)) return 'it must be relative, on Windows too';
  if (plain.some((part) => part.includes('\0'))) return 'it must not hold NUL';
  return path.length > 4096 ? 'it is longer than 4096 characters' : undefined;
}

function holdsDots(part: string): boolean {
  return part.split(/[\\/]/).some((piece) => /^\.{1,2}$/.test(piece));
}

/** `\folder`, `\\server\share` and `C:\folder`; a slash can only come by decoding. */
function isAbsolute(part: string): boolean {
  return /^(?:[a-z]:)?[\\/]/i.test(part);
}

/** Decoded until nothing changes; what does not decode is taken as it is. */
function decoded(part: string): string {
  try {
    const once = decodeURIComponent(part);
    return once === part ? part : decoded(once);
  } catch {
    return part
      .replace(/%2e/gi, '.')
      .replace(/%2f/gi, '/')
      .replace(/%5c/gi, '\\')
      .replace(/%3a/gi, ':')
      .replace(/%00/g, '\0');
  }
}
