import type { Json } from '../../../../src/contract/value.ts';
import type { Traits } from '../traits.ts';

export type Comparing = Pick<Traits, 'comparesWithinKinds' | 'ignoresCase' | 'comparesTimes'>;

/** Negative, zero or positive as in a sort; undefined where the two are not compared. `isTime` says that texts are times. */
export function compareValues(value: Json, operand: Json, how: Comparing, isTime: boolean): number | undefined {
  const [left, right] = [prepare(value, how, isTime), prepare(operand, how, isTime)];
  const [leftRank, rightRank] = [rankOf(left), rankOf(right)];
  if (leftRank !== rightRank) return how.comparesWithinKinds ? undefined : leftRank - rightRank;
  if (typeof left === 'object' || typeof right === 'object') {
    return JSON.stringify(left) === JSON.stringify(right) ? 0 : undefined;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What JSON cannot say is kept as text. Integers are compared as doubles. */
function prepare(value: Json, { comparesTimes, ignoresCase }: Comparing, isTime: boolean): Json {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return value;
  if (isTime && comparesTimes) return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`);
  return ignoresCase ? value.toLowerCase() : value;
}

function rankOf(value: Json): number {
  switch (typeof value) {
    case 'number':
      return 1;
    case 'string':
      return 2;
    case 'boolean':
      return 5;
    default:
      return Array.isArray(value) ? 4 : 3;
  }
}
