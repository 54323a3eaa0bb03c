import { allKeys, type KeySelection, type Projection } from '../contract/projection.ts';

/** Everything that any of these projections asks for. */
export function unionOf(projections: readonly Projection[]): Projection {
  return {
    params: unionOfKeys(projections.map(({ params }) => params)),
    metrics: unionOfKeys(projections.map(({ metrics }) => metrics)),
    tags: unionOfKeys(projections.map(({ tags }) => tags)),
    parts: [...new Set(projections.flatMap(({ parts }) => parts))],
  };
}

function unionOfKeys(selections: readonly KeySelection[]): KeySelection {
  if (selections.some(({ all }) => all)) return allKeys;
  return {
    all: false,
    keys: [...new Set(selections.flatMap(({ keys }) => keys))],
    prefixes: [...new Set(selections.flatMap(({ prefixes }) => prefixes))],
  };
}
