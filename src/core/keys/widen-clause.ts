import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Clause, Field, Filter, MetricField } from '../../contract/filter.ts';
import { allOf, anyOf } from '../query/simplify.ts';
import type { PartAliases, SourceAliases } from './source-aliases.ts';

/**
 * A filter in the tracker's own names that holds for every run that the clause holds for, and perhaps for more: which name
 * counts is told by the other names that a run has. Undefined where there is none. The field is one with other names.
 */
export function widenClause(clause: Clause, aliases: SourceAliases): Filter | undefined {
  const names = namesOf(clause.field, aliases);
  if (names === undefined) return undefined;
  const own = names.map((field): Clause => ({ ...clause, field }));
  // Every other operator needs a value, which lies under one of the names.
  if (clause.operator !== 'missing') return anyOf(own);
  return lacksAll(clause.field, aliases) ? allOf(own) : undefined;
}

/** Where a value may lie; undefined where the tracker would look at another one. */
function namesOf(field: Field, { params, metrics, tags }: SourceAliases): readonly Field[] | undefined {
  if (field.kind === 'metric') return namesOfMetric(field, metrics);
  if (field.kind !== 'param' && field.kind !== 'tag') return undefined;
  const names = (field.kind === 'param' ? params : tags).byKey.get(field.key) ?? [];
  return [field, ...names.map(({ key }) => ({ ...field, key }))];
}

/** What is left of a key whose series of one context has another name: the tracker does not know that it is gone. */
function namesOfMetric(field: MetricField, { byKey }: PartAliases): readonly Field[] | undefined {
  const names = byKey.get(field.key) ?? [];
  const cut = new Set([...byKey.values()].flat().flatMap(({ key, context }) => (context === null ? [] : [key])));
  const whole = names.filter(({ context }) => context === null);
  if ([field, ...whole].some(({ key }) => cut.has(key))) return undefined;
  // A series that was taken out of its key bears no context.
  const wanted = field.context === undefined || canonicalJson(field.context) === '{}';
  const taken = wanted ? names.filter(({ context }) => context !== null) : [];
  return [
    field,
    ...whole.map(({ key }) => ({ ...field, key })),
    ...taken.map(({ key, series }): MetricField => ({ ...field, key, context: series ?? {} })),
  ];
}

/**
 * Whether a run that lacks the value has nothing under any of the names. A metric may be there without the value that is
 * meant, and then counts before another name that has it.
 */
function lacksAll({ kind, ...field }: Field, { params, tags }: SourceAliases): boolean {
  if (kind !== 'param' && kind !== 'tag') return false;
  return 'key' in field && (kind === 'param' ? params : tags).byKey.has(field.key);
}
