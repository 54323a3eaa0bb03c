import type { Field, Filter, MetricField, SortKey } from '../../contract/filter.ts';
import type { KeySelection, Projection, RunPart } from '../../contract/projection.ts';
import { computeNeeds } from '../compute/compute-needs.ts';
import { isComputed } from '../compute/derive-row.ts';

/** Every field that a filter looks at. */
export function fieldsOf(filter: Filter): readonly Field[] {
  return filter.kind === 'clause' ? [filter.field] : filter.filters.flatMap(fieldsOf);
}

export function fieldsOfOrder(order: readonly SortKey[] | null): readonly Field[] {
  return (order ?? []).map((key) => key.field);
}

export function metricFields(fields: readonly Field[]): readonly MetricField[] {
  return fields.filter((field) => field.kind === 'metric');
}

/** The client's selection, and the fields that the gateway needs to filter and to sort. */
export function withFields(projection: Projection, fields: readonly Field[]): Projection {
  const keysOf = (kind: 'param' | 'tag' | 'metric'): readonly string[] =>
    fields.flatMap((field) => (field.kind === kind ? [field.key] : []));
  const computes = fields.some(isComputed);
  const parts: readonly RunPart[] = [
    ...(fields.some((field) => field.kind === 'notes') ? (['notes'] as const) : []),
    ...(computes ? computeNeeds.parts : []),
  ];
  return {
    params: computes ? computeNeeds.params : addKeys(projection.params, keysOf('param')),
    metrics: computes ? computeNeeds.metrics : addKeys(projection.metrics, keysOf('metric')),
    tags: computes ? computeNeeds.tags : addKeys(projection.tags, keysOf('tag')),
    parts: [...new Set([...projection.parts, ...parts])],
  };
}

function addKeys(selection: KeySelection, keys: readonly string[]): KeySelection {
  if (selection.all || keys.length === 0) return selection;
  return { ...selection, keys: [...new Set([...selection.keys, ...keys])] };
}
