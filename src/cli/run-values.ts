import { isRungraphError } from '../contract/error.ts';
import type { Field, PlainField } from '../contract/filter.ts';
import { parseWhere } from '../core/language/parse-where.ts';
import { readSort } from '../core/language/read-sort.ts';
import { readValue } from '../core/language/read-value.ts';
import type { RunOrder, RunValue, RunField } from '../generated/resolvers.ts';
import { CommandError } from './exit-codes.ts';

/** A value as the public schema names it. @throws CommandError with the place, for what is none. */
export function toRunValue(text: string): RunValue {
  return toValue(understand(() => readValue(text)));
}

/** `-` in front sorts the greatest first. @throws CommandError. */
export function toRunOrder(text: string): RunOrder {
  const { field, descending } = understand(() => readSort(text));
  return { by: toValue(field), direction: descending ? 'DESC' : 'ASC' };
}

/** @throws CommandError that shows where an expression is wrong, before anybody is asked. */
export function checkWhere(where: string): void {
  understand(() => parseWhere(where, Date.now()));
}

function understand<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (isRungraphError(error)) throw new CommandError(error.message);
    throw error;
  }
}

function toValue(field: Field): RunValue {
  switch (field.kind) {
    case 'param':
    case 'tag':
    case 'namePart':
      return { [field.kind]: field.key };
    case 'metric': {
      const { key, context, aggregate } = field;
      return { metric: { key, aggregate, ...(context === undefined ? {} : { context }) } };
    }
    default:
      return { field: fields[field.kind] };
  }
}

const fields: Readonly<Record<PlainField, RunField>> = {
  name: 'NAME',
  user: 'USER',
  notes: 'NOTES',
  group: 'GROUP',
  jobType: 'JOB_TYPE',
  projectName: 'PROJECT',
  status: 'STATUS',
  startedAt: 'STARTED_AT',
  endedAt: 'ENDED_AT',
  durationMs: 'DURATION_MS',
  parent: 'PARENT',
  parentRef: 'PARENT',
  source: 'SOURCE',
  id: 'ID',
  url: 'URL',
  archived: 'ARCHIVED',
  gpuHours: 'GPU_HOURS',
  cost: 'COST',
  energyKwh: 'ENERGY_KWH',
  co2eKg: 'CO2E_KG',
};
