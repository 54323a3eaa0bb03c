import type { KeySelection } from '../contract/projection.ts';

/** Whether a key was asked for. */
export function selectKeys(selection: KeySelection): (key: string) => boolean {
  if (selection.all) return () => true;
  const keys = new Set(selection.keys);
  const { prefixes } = selection;
  if (prefixes.length === 0) return (key) => keys.has(key);
  return (key) => keys.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
}
