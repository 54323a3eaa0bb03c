import { isRungraphError } from '../../../contract/error.ts';
import type { Param, Part, Run } from '../../../contract/run.ts';
import { isList, type Value } from '../../../contract/value.ts';
import type { NewParam } from '../../../contract/writer.ts';
import type { WriteTable } from '../../../contract/write-table.ts';
import { fitKeys, freeName } from './fit-keys.ts';
import type { Tally } from './losses.ts';
import { cut, readsAsOther, textOfValue } from './value-text.ts';

/** Cuts a text, and keeps all of it elsewhere. */
export type Shorten = (item: string, text: string, most: number | null, path: string) => string;

export interface Helpers {
  readonly shorten: Shorten;
  readonly noteNames: (what: string, names: ReadonlyMap<string, string>) => void;
}

/** @throws the error of a part that could not be read. */
export function whole<T>(part: Part<T>): readonly T[] {
  if (isRungraphError(part)) throw part;
  return part;
}

/** Params as the target takes them, and tags that are params there. */
export function fitParams(
  run: Run,
  table: WriteTable,
  tally: Tally,
  { shorten, noteNames }: Helpers,
): readonly NewParam[] {
  const params = [...whole(run.params), ...paramsOfLabels(run, table, tally)];
  const names = fitKeys(
    'param',
    params.map(({ nativeKey }) => nativeKey),
    table.keys.PARAM,
    tally,
  );
  noteNames('params', names);
  return params.map(({ nativeKey, value, text }) => {
    const key = names.get(nativeKey) ?? nativeKey;
    if (table.params !== 'text') return fitTyped({ key, value, text }, table, tally);
    const own = text ?? textOfValue(value);
    if (text === null && (typeof value !== 'string' || readsAsOther(value))) {
      tally.note({ code: 'TYPE_TO_TEXT', item: `param ${nativeKey}`, becomes: `the text ${cut(own, 40)}` });
    }
    return { key, value: shorten(`param ${nativeKey}`, own, table.lengths.param, `params/${key}.txt`), text: null };
  });
}

function fitTyped({ key, value, text }: NewParam, table: WriteTable, tally: Tally): NewParam {
  const { params, notFiniteParams, longIntegers } = table;
  if (params === 'both') return { key, value, text };
  if (text !== null && text !== textOfValue(value)) {
    tally.note({ code: 'SPELLING_LOST', item: `param ${key}`, becomes: `${cut(text, 40)} is ${textOfValue(value)}` });
  }
  const finite = notFiniteParams === 'text' ? changeItems(value, withoutNaN) : value;
  if (finite !== value) tally.note({ code: 'NAN_TO_TEXT', item: `param ${key}`, becomes: textOfValue(finite) });
  const fitting = longIntegers === 'text' ? changeItems(finite, withoutLong) : finite;
  if (fitting !== finite) tally.note({ code: 'TYPE_TO_TEXT', item: `param ${key}`, becomes: textOfValue(fitting) });
  return { key, value: fitting, text: null };
}

type Scalar = Exclude<Value, readonly Value[]>;

/** The same value with some items changed; the value itself where none is. */
function changeItems(value: Value, change: (item: Scalar) => Scalar): Value {
  if (value === null || !isList(value)) return change(value);
  const items = value.map((item) => changeItems(item, change));
  return items.every((item, index) => Object.is(item, value[index])) ? value : items;
}

function withoutNaN(item: Scalar): Scalar {
  return typeof item === 'number' && !Number.isFinite(item) ? String(item) : item;
}

function withoutLong(item: Scalar): Scalar {
  return typeof item === 'bigint' && BigInt.asIntN(64, item) !== item ? String(item) : item;
}

/** Tags with values, and the group of a run, where the target has labels alone. */
function paramsOfLabels(run: Run, { has }: WriteTable, tally: Tally): readonly Omit<Param, 'key'>[] {
  if (has.tagValues) return [];
  const taken = new Set(whole(run.params).map(({ nativeKey }) => nativeKey));
  const place = (
    code: 'TAG_TO_PARAM' | 'GROUP_TO_PARAM',
    [item, name, value]: readonly [string, string, string | null],
  ): readonly Omit<Param, 'key'>[] => {
    if (value === null) return [];
    const nativeKey = freeName(name, taken, (text) => text);
    taken.add(nativeKey);
    tally.note({ code, item, becomes: `the param ${nativeKey}` });
    return [{ nativeKey, value, text: null }];
  };
  const tags = whole(run.tags).flatMap(({ key, value }) => place('TAG_TO_PARAM', [`tag ${key}`, `tags.${key}`, value]));
  if (has.group) return tags;
  const fields = (['group', 'jobType'] as const).flatMap((field) =>
    place('GROUP_TO_PARAM', [field, field, run[field]]),
  );
  return [...tags, ...fields];
}
