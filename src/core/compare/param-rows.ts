import { isRungraphError } from '../../contract/error.ts';
import type { Param, Run } from '../../contract/run.ts';
import { typeOfValue, type Value, type ValueType } from '../../contract/value.ts';
import { normalKey, spreadOf, type Spread } from './normal-form.ts';
import { openGrid, isChosenKey, type RowChoice } from './rows.ts';

/** One param over runs, in their order. */
export interface ParamRow extends Spread {
  readonly key: string;
  /** What the trackers call it, each name once, in the order of runs. */
  readonly nativeKeys: readonly string[];
  /** Undefined where a run has none. */
  readonly values: readonly (Value | undefined)[];
  /** Of the values that are there; text where they are of several types. */
  readonly type: ValueType;
}

/** The params of runs side by side, by key. Runs whose params could not be read have none. */
export function paramRows(runs: readonly Run[], choice: RowChoice): readonly ParamRow[] {
  const grid = openGrid<Param>(runs.length);
  runs.forEach(({ params }, column) => {
    if (isRungraphError(params)) return;
    for (const param of params) if (isChosenKey(choice, param.key)) grid.put(param.key, column, param);
  });
  return grid
    .rows()
    .map(([key, row]) => toRow(key, row))
    .filter(({ differs }) => differs || !choice.onlyDifferent);
}

function toRow(key: string, row: readonly (Param | undefined)[]): ParamRow {
  const values = row.map((param) => param?.value);
  const found = row.filter((param) => param !== undefined);
  return {
    key,
    nativeKeys: [...new Set(found.map(({ nativeKey }) => nativeKey))],
    values,
    type: typeOf(values),
    ...spreadOf(values.map(normalKey)),
  };
}

function typeOf(values: readonly (Value | undefined)[]): ValueType {
  const types = new Set(values.filter((value) => value !== undefined && value !== null).map(typeOfValue));
  const [type = 'NULL'] = types;
  return types.size > 1 ? 'STRING' : type;
}
