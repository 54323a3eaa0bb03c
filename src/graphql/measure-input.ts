import { RungraphError } from '../contract/error.ts';
import type { Field } from '../contract/filter.ts';
import { nameColumns } from '../core/tables/name-columns.ts';
import type { Measure, RunValue } from '../generated/resolvers.ts';
import { toField } from './field-input.ts';

/** A value of runs under the name that the answer tells it by. */
export interface NamedField {
  readonly name: string;
  readonly field: Field;
}

/** @throws INVALID_QUERY for two of one name. */
export function toMeasures(asked: readonly Measure[]): readonly NamedField[] {
  const columns = asked.map(({ value, as }, index) => {
    return { field: toField(value, `measures[${index}].value`), as: as ?? undefined, ofAll: false };
  });
  const names = nameColumns(columns);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw new RungraphError('INVALID_QUERY', `measures: two are called "${twice}"; call them apart by as.`);
  }
  return columns.map(({ field }, at) => ({ name: names[at] ?? '', field }));
}

export function toFields(asked: readonly RunValue[], at: string): readonly Field[] {
  return asked.map((value, index) => toField(value, `${at}[${index}]`));
}
