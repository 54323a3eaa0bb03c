import type { KeyKind } from '../../contract/key.ts';
import { compareText } from '../rows/compare-values.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { keysKnownTo } from './keys-known-to.ts';
import type { KeyedKind } from './known-keys.ts';

const kinds: Readonly<Partial<Record<string, KeyedKind>>> = { PARAM: 'param', METRIC: 'metric', TAG: 'tag' };

/** Keys of runs that were read, that the caller may see and that start so, by code point. No tracker is asked for keys. */
export async function suggestKeys(
  sources: Iterable<Source>,
  scope: Scope,
): Promise<(kind: KeyKind | 'NAME_PART', prefix: string) => readonly string[]> {
  const known = await Promise.all([...sources].map((source) => keysKnownTo(scope, source)));
  return (asked, prefix) => {
    const kind = kinds[asked];
    if (kind === undefined) return [];
    const found = known.flatMap((keys) => keys?.startingWith(kind, prefix) ?? []);
    return [...new Set(found)].sort(compareText);
  };
}
