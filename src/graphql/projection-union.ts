import { emptyProjection, type KeySelection, type Projection } from '../contract/projection.ts';

/** Everything that any of these projections asks for. */
export function unionOf(projections: readonly Projection[]): Projection {
  return projections.reduce(union, emptyProjection);
}

function union(a: Projection, b: Projection): Projection {
  return {
    params: unionKeys(a.params, b.params),
    metrics: unionKeys(a.metrics, b.metrics),
    tags: unionKeys(a.tags, b.tags),
    parts: [...new Set([...a.parts, ...b.parts])],
  };
}

function unionKeys(a: KeySelection, b: KeySelection): KeySelection {
  if (a.all || b.all) return { all: true, keys: [], prefixes: [] };
  return {
    all: false,
    keys: [...new Set([...a.keys, ...b.keys])],
    prefixes: [...new Set([...a.prefixes, ...b.prefixes])],
  };
}
