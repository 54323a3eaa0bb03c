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
  const params = [...whole(run.params), ...paramsOfTags(run, table, tally)];
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

function fitTyped({ key, value, text }: NewParam, { params, notFiniteParams }: WriteTable, tally: Tally): NewParam {
  if (params === 'both') return { key, value, text };
  if (text !== null && text !== textOfValue(value)) {
    tally.note({ code: 'SPELLING_LOST', item: `param ${key}`, becomes: `${cut(text, 40)} is ${textOfValue(value)}` });
  }
  const fitting = notFiniteParams === 'text' ? withoutNaN(value) : value;
  if (fitting !== value) tally.note({ code: 'NAN_TO_TEXT', item: `param ${key}`, becomes: textOfValue(fitting) });
  return { key, value: fitting, text: null };
}

/** The value itself where it has no NaN and no infinities. */
function withoutNaN(value: Value): Value {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || !isList(value)) return value;
  const items = value.map(withoutNaN);
  return items.every((item, index) => item === value[index]) ? value : items;
}

/** Tags with values, where the target has none such. */
function paramsOfTags({ tags, params }: Run, { has }: WriteTable, tally: Tally): readonly Omit<Param, 'key'>[] {
  if (has.tagValues) return [];
  const taken = new Set(whole(params).map(({ nativeKey }) => nativeKey));
  return whole(tags).flatMap(({ key, value }) => {
    if (value === null) return [];
    const nativeKey = freeName(`tags.${key}`, taken, (name) => name);
    taken.add(nativeKey);
    tally.note({ code: 'TAG_TO_PARAM', item: `tag ${key}`, becomes: `the param ${nativeKey}` });
    return [{ nativeKey, value, text: null }];
  });
}
