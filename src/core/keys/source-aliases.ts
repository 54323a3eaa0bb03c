import type { Field } from '../../contract/filter.ts';
import type { KeyPart, KeySelection } from '../../contract/projection.ts';
import type { AliasSettings, KeyAlias } from './alias-settings.ts';

/** The keys of one kind that mean the same in one source. */
export interface PartAliases {
  /** By canonical key: its other names, in the order in which they count. */
  readonly byKey: ReadonlyMap<string, readonly string[]>;
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
  const byKey = new Map<string, readonly string[]>();
  const groups = new Map<string, readonly string[]>();
  for (const [key, aliases] of Object.entries(part)) {
    const names = aliases.flatMap((alias) => {
      if (typeof alias === 'string') return [alias];
      return alias.source === source ? [alias.key] : [];
    });
    if (names.length === 0) continue;
    byKey.set(key, names);
    for (const name of [key, ...names]) groups.set(name, [key, ...names]);
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
