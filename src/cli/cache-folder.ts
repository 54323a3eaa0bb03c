import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where adapters may keep what can be had again: the XDG base directory for caches, or Windows' own place. */
export function cacheFolder(): string {
  const named = process.env['XDG_CACHE_HOME'] ?? process.env['LOCALAPPDATA'] ?? '';
  return join(isAbsolute(named) ? named : join(homedir(), '.cache'), 'rungraph');
}

/** Where finished exports lie. */
export function exportsFolder(): string {
  return join(cacheFolder(), 'exports');
}
