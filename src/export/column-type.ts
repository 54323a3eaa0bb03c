import type { Field } from '../contract/filter.ts';
import { typeOfValue, type Value, type ValueType } from '../contract/value.ts';
import type { ColumnType } from './column.ts';
import { isSafe } from './spell.ts';

/** More different texts than this are not looked for: see `words`. */
const mostWords = 1000;

/** Learns what a column holds while its values go by. */
export interface TypeLearner {
  see(cells: readonly (Value | undefined)[]): void;
  type(): ColumnType;
  /** The texts, where each comes twice or more on average; null where they are many, or the column holds something else. */
  words(): readonly string[] | null;
  /** What both have seen. */
  with(other: TypeLearner): TypeLearner;
  readonly seen: Seen;
}

interface Seen {
  readonly types: Set<ValueType>;
  readonly texts: Set<string>;
  present: number;
  /** Whether an integer was beyond 2^53. */
  big: boolean;
}

export function learnType(field: Field, seen = nothingSeen()): TypeLearner {
  const { types, texts } = seen;

  function see(value: Value | undefined): void {
    if (value === undefined || value === null) return;
    seen.present += 1;
    if (typeof value === 'string') {
      if (texts.size <= mostWords) texts.add(value);
      types.add('STRING');
    } else {
      types.add(typeOfValue(value));
      if (typeof value === 'bigint' && !isSafe(value)) seen.big = true;
    }
  }

  function type(): ColumnType {
    const [only, second] = types;
    if (second !== undefined) return 'STRING';
    if (only === undefined || only === 'NULL') return usualType(field);
    if (isTime(field)) return 'DATETIME';
    return only === 'NUMBER' && seen.big ? 'NUMBER_TEXT' : only;
  }

  return {
    seen,
    see(cells) {
      for (const value of cells) see(value);
    },
    type,
    words() {
      const areFew = texts.size <= mostWords && texts.size * 2 <= seen.present;
      return type() === 'STRING' && types.size === 1 && areFew ? [...texts] : null;
    },
    with: ({ seen: other }) =>
      learnType(field, {
        types: new Set([...types, ...other.types]),
        texts: new Set([...texts, ...other.texts]),
        present: seen.present + other.present,
        big: seen.big || other.big,
      }),
  };
}

function nothingSeen(): Seen {
  return { types: new Set(), texts: new Set(), present: 0, big: false };
}

const numbers: readonly Field['kind'][] = ['metric', 'durationMs', 'gpuHours', 'cost', 'energyKwh', 'co2eKg'];

/** What a column without a value would hold. */
export function usualType(field: Field): ColumnType {
  if (isTime(field)) return 'DATETIME';
  if (numbers.includes(field.kind)) return 'NUMBER';
  return field.kind === 'archived' ? 'BOOLEAN' : 'STRING';
}

function isTime({ kind }: Field): boolean {
  return kind === 'startedAt' || kind === 'endedAt';
}
