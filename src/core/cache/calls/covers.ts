import type { KeySelection, Projection } from '../../../contract/projection.ts';

/** Whether what was read with one projection holds all that another one asks for. */
export function covers(wide: Projection, narrow: Projection): boolean {
  return (
    coversKeys(wide.params, narrow.params) &&
    coversKeys(wide.metrics, narrow.metrics) &&
    coversKeys(wide.tags, narrow.tags) &&
    narrow.parts.every((part) => wide.parts.includes(part))
  );
}

function coversKeys(wide: KeySelection, narrow: KeySelection): boolean {
  if (wide.all) return true;
  if (narrow.all) return false;
  const keys = new Set(wide.keys);
  const isIn = (key: string): boolean => keys.has(key) || wide.prefixes.some((prefix) => key.startsWith(prefix));
  return (
    narrow.keys.every(isIn) && narrow.prefixes.every((prefix) => wide.prefixes.some((own) => prefix.startsWith(own)))
  );
}

/** The same projection in one spelling: the order in which a client names keys asks for nothing else. */
export function canonicalProjection({ params, metrics, tags, parts }: Projection): Projection {
  return {
    params: canonicalKeys(params),
    metrics: canonicalKeys(metrics),
    tags: canonicalKeys(tags),
    parts: [...new Set(parts)].sort(),
  };
}

function canonicalKeys({ all, keys, prefixes }: KeySelection): KeySelection {
  if (all) return { all, keys: [], prefixes: [] };
  return { all, keys: [...new Set(keys)].sort(), prefixes: [...new Set(prefixes)].sort() };
}
