import type { Field } from '../../contract/filter.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { describeField } from '../query/describe.ts';

/** A column before it has a name. */
export interface NamelessColumn {
  readonly field: Field;
  /** What the client calls it; undefined where it does not say. */
  readonly as: string | undefined;
  /** It is one of all columns of its kind. */
  readonly ofAll: boolean;
}

/**
 * What each column is called: as the client says, else by its key, or by its field in camelCase. Two columns of
 * different values never share a name that the client did not give: what has a key then says what it is a key of.
 */
export function nameColumns(columns: readonly NamelessColumn[]): readonly string[] {
  const names = columns.map(({ field, as, ofAll }) => as ?? (ofAll ? contextName(field) : shortName(field)));
  for (const form of [contextName, kindName, wholeName]) {
    const clashing = clashesOf(columns, names);
    columns.forEach(({ field, as }, index) => {
      if (as === undefined && clashing.has(names[index] ?? '')) names[index] = form(field);
    });
  }
  return names;
}

/** Names that columns of different values share, or that a column shares with one that the client has named. */
function clashesOf(columns: readonly NamelessColumn[], names: readonly string[]): ReadonlySet<string> {
  const holders = new Map<string, Set<string>>();
  columns.forEach(({ field, as }, index) => {
    const name = names[index] ?? '';
    holders.set(name, (holders.get(name) ?? new Set()).add(`${as === undefined ? '' : 'as '}${describeField(field)}`));
  });
  return new Set([...holders].filter(([, own]) => own.size > 1).map(([name]) => name));
}

/** The key, or the field in camelCase. */
function shortName(field: Field): string {
  if ('key' in field) return field.key;
  if (field.kind === 'parentRef') return 'parent';
  return field.kind === 'projectName' ? 'project' : field.kind;
}

function contextName(field: Field): string {
  const context = field.kind === 'metric' && field.context !== undefined ? canonicalJson(field.context) : '{}';
  return context === '{}' ? shortName(field) : `${shortName(field)} ${context}`;
}

/** What has no key keeps its name: what has one gives way. */
function kindName(field: Field): string {
  return 'key' in field ? `${field.kind} ${contextName(field)}` : shortName(field);
}

function wholeName(field: Field): string {
  return field.kind === 'metric' ? `${kindName(field)} ${field.aggregate}` : kindName(field);
}
