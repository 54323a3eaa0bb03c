import type { Value } from '../../contract/value.ts';
import { normalKey } from '../compare/normal-form.ts';
import { compareText } from '../rows/compare-values.ts';
import { counted } from '../words/counted.ts';

/** Runs of two selections that belong together. */
export interface Pairs {
  /** Indexes into a and into b, in the order of what they share. */
  readonly rows: readonly (readonly [a: number, b: number])[];
  /** What is to be said of runs that have no partner; null where all have one. */
  readonly note: string | null;
}

/**
 * Pairs runs by a value that is the same in both by normal form. One that a selection has twice names no pair, and neither
 * does a missing one.
 */
export function pairBy(a: readonly (Value | undefined)[], b: readonly (Value | undefined)[]): Pairs {
  const [left, right] = [placesByKey(a), placesByKey(b)];
  const shared = [...left.places.keys()].filter((key) => right.places.has(key)).sort(compareText);
  const rows = shared.flatMap((key): (readonly [number, number])[] => {
    const [one, other] = [left.places.get(key), right.places.get(key)];
    return one === undefined || other === undefined || one === twice || other === twice ? [] : [[one, other]];
  });
  const notes = [...noteOf('a', left, rows.length, a.length), ...noteOf('b', right, rows.length, b.length)];
  return { rows, note: notes.length === 0 ? null : notes.join('; ') };
}

const twice = -1;

interface Places {
  readonly places: ReadonlyMap<string, number>;
  readonly repeated: number;
  readonly missing: number;
}

function placesByKey(values: readonly (Value | undefined)[]): Places {
  const places = new Map<string, number>();
  let missing = 0;
  values.forEach((value, at) => {
    const key = normalKey(value);
    if (key === null) missing += 1;
    else places.set(key, places.has(key) ? twice : at);
  });
  const repeated = [...places.values()].filter((place) => place === twice).length;
  return { places, repeated, missing };
}

function noteOf(name: string, { repeated, missing }: Places, pairs: number, size: number): readonly string[] {
  if (pairs === size) return [];
  const why = [
    ...(repeated === 0 ? [] : [`${counted(repeated, 'value')} ${repeated === 1 ? 'comes' : 'come'} more than once`]),
    ...(missing === 0 ? [] : [`${counted(missing, 'run')} ${missing === 1 ? 'has' : 'have'} no value`]),
  ];
  return [
    `${size - pairs} of ${counted(size, 'run')} of ${name} ${size - pairs === 1 ? 'has' : 'have'} no partner${why.length === 0 ? '' : ` (${why.join(', ')})`}`,
  ];
}
