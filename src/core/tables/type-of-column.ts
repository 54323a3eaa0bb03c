import type { Field, FieldKind } from '../../contract/filter.ts';
import { typeOfValue, type ValueType } from '../../contract/value.ts';
import type { Cells } from './cells.ts';

const times: readonly FieldKind[] = ['startedAt', 'endedAt'];

/** The one type of all values that are there; text where they differ; NULL where there are none. */
export function typeOfColumn({ kind }: Field, values: Cells): ValueType | 'DATETIME' {
  let type: ValueType = 'NULL';
  for (const value of values) {
    if (value === undefined || value === null) continue;
    const own = typeOfValue(value);
    if (type === 'NULL') type = own;
    else if (type !== own) return 'STRING';
  }
  return type !== 'NULL' && times.includes(kind) ? 'DATETIME' : type;
}
