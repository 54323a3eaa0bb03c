import { isRungraphError } from '../../contract/error.ts';
import type { Part, Run } from '../../contract/run.ts';
import type { PartAliases, SourceAliases } from './source-aliases.ts';

/**
 * A run under canonical keys: each collects the value under the key itself where the run has it, else that of the first
 * alias that it has. The others keep their own names.
 */
export function renameRun(run: Run, { params, metrics, tags }: SourceAliases): Run {
  return {
    ...run,
    params: renamePart(run.params, params),
    metrics: renamePart(run.metrics, metrics),
    tags: renamePart(run.tags, tags),
  };
}

function renamePart<T extends { readonly key: string }>(part: Part<T>, { byKey }: PartAliases): Part<T> {
  if (byKey.size === 0 || isRungraphError(part)) return part;
  const present = new Set(part.map(({ key }) => key));
  const renamed = new Map<string, string>();
  for (const [key, names] of byKey) {
    const found = present.has(key) ? undefined : names.find((name) => present.has(name));
    if (found !== undefined) renamed.set(found, key);
  }
  if (renamed.size === 0) return part;
  return part.map((item) => {
    const key = renamed.get(item.key);
    return key === undefined ? item : { ...item, key };
  });
}
