import type { KeyKind } from '../../contract/key.ts';
import { compareText } from '../rows/compare-values.ts';
import type { Scope } from '../scope.ts';
import { principalOf } from '../sources/open-call.ts';
import type { Source } from '../sources/source.ts';
import type { KeyedKind } from './known-keys.ts';

const kinds: Readonly<Partial<Record<string, KeyedKind>>> = { PARAM: 'param', METRIC: 'metric', TAG: 'tag' };

/** Keys of runs that were read with the caller's credentials and that start so, by code point. No tracker is asked. */
export function suggestKeys(
  sources: Iterable<Source>,
  scope: Scope,
): (kind: KeyKind | 'NAME_PART', prefix: string) => readonly string[] {
  return (asked, prefix) => {
    const kind = kinds[asked];
    if (kind === undefined) return [];
    const found = [...sources].flatMap((source) => {
      return source.keysOf?.(principalOf(source, scope)).startingWith(kind, prefix) ?? [];
    });
    return [...new Set(found)].sort(compareText);
  };
}
