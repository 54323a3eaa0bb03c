import { RungraphError } from '../contract/error.ts';
import type { Field, PlainField, SortKey } from '../contract/filter.ts';
import { describeField } from '../core/query/describe.ts';
import type { InputMaybe, RunField, RunOrder, RunValue } from '../generated/resolvers.ts';
import { toContext } from './filter-input.ts';

const fields: Readonly<Record<RunField, PlainField>> = {
  NAME: 'name',
  STATUS: 'status',
  STARTED_AT: 'startedAt',
  ENDED_AT: 'endedAt',
  DURATION_MS: 'durationMs',
  USER: 'user',
  NOTES: 'notes',
  GROUP: 'group',
  JOB_TYPE: 'jobType',
  SOURCE: 'source',
  PROJECT: 'projectName',
  ID: 'id',
  PARENT: 'parentRef',
  URL: 'url',
  ARCHIVED: 'archived',
  GPU_HOURS: 'gpuHours',
  COST: 'cost',
  ENERGY_KWH: 'energyKwh',
  CO2E_KG: 'co2eKg',
};

/** The one field that a RunValue names. @throws INVALID_QUERY where it names none or several. */
export function toField(value: RunValue, at: string): Field {
  const { field, param, tag, metric, namePart } = value;
  const named = [field, param, tag, metric, namePart].filter((part) => part !== undefined && part !== null);
  if (named.length !== 1) {
    const message = `${at}: name exactly one of field, param, tag, metric and namePart; ${named.length} are named here.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
  if (field) return { kind: fields[field] };
  if (metric) {
    const { key, context, aggregate } = metric;
    return { kind: 'metric', key: checkKey(key, at), context: toContext(context), aggregate: aggregate ?? 'LAST' };
  }
  if (typeof namePart === 'string') return { kind: 'namePart', key: checkKey(namePart, at) };
  return typeof param === 'string'
    ? { kind: 'param', key: checkKey(param, at) }
    : { kind: 'tag', key: checkKey(tag ?? '', at) };
}

/** The sort asked for. A key that comes again orders nothing more and is left out. */
export function toOrder(orderBy: InputMaybe<readonly RunOrder[]>): readonly SortKey[] {
  const seen = new Set<string>();
  const keys = (orderBy ?? []).map(({ by, direction }, index) => {
    return { field: toField(by, `orderBy[${index}].by`), descending: direction === 'DESC' };
  });
  return keys.filter(({ field }) => {
    const text = describeField(field);
    return !seen.has(text) && seen.add(text);
  });
}

/** @throws INVALID_QUERY for a key that no tracker can have. */
export function checkKey(key: string, at: string): string {
  if (!key.includes('\0')) return key;
  throw new RungraphError('INVALID_QUERY', `${at}: a key cannot hold the character NUL.`);
}
