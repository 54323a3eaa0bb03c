import { writeJson } from '../../../../src/kit/write-json.ts';
import type { NewParam, NewPoints, NewTag } from '../../../../src/contract/writer.ts';
import { isList, type Num, type Value } from '../../../../src/contract/value.ts';
import { isBookkeeping } from '../bookkeeping.ts';
import type { MovedRun } from '../moved/moved-run.ts';
import { textOf } from '../moved/to-model.ts';
import type { ColumnName } from '../parts/schema.ts';
import { microOfText, textOfStep } from '../step.ts';
import type { Batch } from './write-part.ts';

/** A row less the ids, which all rows of a run share. */
export type Row = Partial<Record<ColumnName, unknown>> & {
  readonly attribute_path: string;
  readonly attribute_type: string;
};

export function textRow(path: string, value: string | null): readonly Row[] {
  return value === null ? [] : [{ attribute_path: path, attribute_type: 'string', string_value: value }];
}

/** The years 1 to 9999, which a datetime of Python holds: its tools stop at a file with another one. */
const [firstMs, lastMs] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** A time as other tools look for it: one that they cannot hold is left out. */
export function timeRow(path: string, ms: number | null): readonly Row[] {
  if (ms === null || ms < firstMs || ms > lastMs) return [];
  return [{ attribute_path: path, attribute_type: 'datetime', datetime_value: BigInt(Math.round(ms)) }];
}

export function booleanRow(path: string, value: boolean): Row {
  return { attribute_path: path, attribute_type: 'bool', bool_value: value };
}

export function fileRow(path: string, stored: string): Row {
  return { attribute_path: path, attribute_type: 'file', file_value: { path: stored } };
}

/** Tags as other tools look for them: labels, and pairs as one text. */
export function tagRows(tags: readonly NewTag[]): readonly Row[] {
  const labels = tags.map(({ key, value }) => (value === null ? key : `${key}=${value}`));
  return labels.length === 0
    ? []
    : [{ attribute_path: 'sys/tags', attribute_type: 'string_set', string_set_value: [...new Set(labels)].sort() }];
}

/** Attribute paths for keys: the keys themselves, but for what would be taken for something else. */
export function openPaths() {
  const taken = new Set<string>();
  return (wanted: string): string => {
    let path = wanted === '' || isBookkeeping(wanted) ? `_${wanted}` : wanted;
    while (taken.has(path)) path += '_';
    taken.add(path);
    return path;
  };
}

type ParamNotes = MovedRun['params'];

/** Rows of params. `notes` tells the params that a row does not show as they are. */
export function paramRows(params: readonly NewParam[]): {
  readonly rows: readonly Row[];
  readonly texts: boolean;
  readonly notes: ParamNotes;
} {
  const pathOf = openPaths();
  const texts = params.length > 0 && params.every(({ text }) => text !== null);
  const notes: ParamNotes = {};
  const rows = params.map(({ key, value, text }) => {
    const path = pathOf(key);
    const { row, isJson } = valueRow(path, value);
    const note = {
      ...(path === key ? {} : { key }),
      ...(isJson ? { json: true as const } : {}),
      ...(text === (texts ? textOf(value) : null) ? {} : { text }),
    };
    if (Object.keys(note).length > 0) notes[path] = note;
    return row;
  });
  return { rows, texts, notes };
}

/** A param as an export has one; what no export has is JSON in a text. */
function valueRow(path: string, value: Value): { readonly row: Row; readonly isJson: boolean } {
  const row = (type: string, column: ColumnName, stored: unknown, isJson = false) => ({
    row: { attribute_path: path, attribute_type: type, [column]: stored },
    isJson,
  });
  switch (typeof value) {
    case 'boolean':
      return row('bool', 'bool_value', value);
    case 'string':
      return row('string', 'string_value', value);
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? row('int', 'int_value', BigInt(value))
        : row('float', 'float_value', value);
    case 'bigint':
      return BigInt.asIntN(64, value) === value
        ? row('int', 'int_value', value)
        : row('string', 'string_value', String(value), true);
    default:
      return isSet(value)
        ? row('string_set', 'string_set_value', value)
        : row('string', 'string_value', writeJson(value), true);
  }
}

/** Texts in order, each once: a set of strings is read as just that. */
function isSet(value: Value): boolean {
  if (value === null || !isList(value) || value.length === 0) return false;
  return value.every((item, index) => {
    const before = value[index - 1];
    return typeof item === 'string' && (index === 0 || (typeof before === 'string' && before < item));
  });
}

const stepLimit = 10n ** 18n;

/** Points of one series as columns. What the column of steps cannot hold is text beside it. */
export function pointColumns(path: string, { metric, context, steps, values, timestamps, epochs }: NewPoints): Batch {
  const rows = values.length;
  const step: unknown[] = [];
  const exact: unknown[] = [];
  let hasExact = false;
  for (let at = 0; at < rows; at += 1) {
    const [micros, text] = stepCells(steps[at] ?? 0);
    step.push(micros);
    exact.push(text);
    hasExact ||= text !== null;
  }
  const all = (value: unknown): unknown[] => Array<unknown>(rows).fill(value);
  const hasContext = context !== null && Object.keys(context).length > 0;
  return {
    rows,
    columns: {
      attribute_path: all(path),
      attribute_type: all('float_series'),
      step,
      ...(hasExact && { step_exact: exact }),
      timestamp: Array.from(timestamps, (time) => (Number.isNaN(time) ? null : BigInt(time))),
      float_value: Array.from(values),
      native_key: all(metric),
      ...(epochs && { epoch: Array.from(epochs, (epoch) => (Number.isNaN(epoch) ? null : epoch)) }),
      ...(hasContext && { context: all(writeJson(context)) }),
    },
  };
}

function stepCells(step: Num): readonly [bigint | null, string | null] {
  const text = textOfStep(step);
  const micros = BigInt(microOfText(text) ?? 0);
  return micros < stepLimit && micros > -stepLimit ? [micros, null] : [null, text];
}
