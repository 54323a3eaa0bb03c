import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Field } from '../../contract/filter.ts';
import type { KeyPart, KeySelection } from '../../contract/projection.ts';
import type { MetricContext } from '../../contract/value.ts';
import type { AliasSettings, KeyAlias } from './alias-settings.ts';

/** A name that a tracker knows. */
export interface NativeName {
  readonly key: string;
  /** The context of the one series that is meant, as canonical JSON; null for every one. */
  readonly context: string | null;
  /** The same as it is sent to trackers. */
  readonly series: MetricContext | null;
}

/** The keys of one kind that mean the same in one source. */
export interface PartAliases {
  /** By canonical key: its other names, in the order in which they count. */
  readonly byKey: ReadonlyMap<string, readonly NativeName[]>;
  /** Every name, to all that mean the same. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

export type SourceAliases = Readonly<Record<KeyPart, PartAliases>>;

/** What aliases say of one source; null where nothing. */
export function aliasesOf(settings: AliasSettings, source: string): SourceAliases | null {
  const of = (part: KeyPart): PartAliases => partAliases(settings[part], source);
  const aliases = { params: of('params'), metrics: of('metrics'), tags: of('tags') };
  return Object.values(aliases).every(({ byKey }) => byKey.size === 0) ? null : aliases;
}

function partAliases(part: Readonly<Record<string, readonly KeyAlias[]>>, source: string): PartAliases {
  const byKey = new Map<string, readonly NativeName[]>();
  const groups = new Map<string, readonly string[]>();
  for (const [key, aliases] of Object.entries(part)) {
    const names = aliases.flatMap((alias): readonly NativeName[] => {
      if (typeof alias === 'string') return [{ key: alias, context: null, series: null }];
      const { source: only = source, key: own, context } = alias;
      if (only !== source) return [];
      return [{ key: own, context: context === undefined ? null : canonicalJson(context), series: context ?? null }];
    });
    if (names.length === 0) continue;
    byKey.set(key, names);
    const group = [...new Set([key, ...names.map((name) => name.key)])];
    for (const name of group) groups.set(name, [...new Set([...(groups.get(name) ?? []), ...group])]);
  }
  return { byKey, groups };
}

const parts: Readonly<Partial<Record<Field['kind'], KeyPart>>> = { param: 'params', metric: 'metrics', tag: 'tags' };

/** Whether what the tracker calls so may be called otherwise in answers. */
export function isAliased(aliases: SourceAliases, field: Field): boolean {
  const part = parts[field.kind];
  return part !== undefined && 'key' in field && aliases[part].groups.has(field.key);
}

/** The native keys that a selection of canonical ones may lie under. */
export function nativeSelection({ byKey, groups }: PartAliases, selection: KeySelection): KeySelection {
  if (selection.all || byKey.size === 0) return selection;
  const fits = (key: string): boolean => selection.prefixes.some((prefix) => key.startsWith(prefix));
  const ofPrefixes = [...groups].flatMap(([key, group]) => (fits(key) ? group : []));
  const keys = selection.keys.flatMap((key) => groups.get(key) ?? [key]);
  return { ...selection, keys: [...new Set([...keys, ...ofPrefixes])] };
}
