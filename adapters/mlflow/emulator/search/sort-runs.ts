import { internal, invalid } from '../fault.ts';
import { pythonRepr } from '../python-text.ts';
import type { StoredRun } from '../store/state.ts';
import { compareText } from './compare-text.ts';
import { translateAlias } from './grammar.ts';
import { attributeText } from './match-run.ts';
import type { OrderKey } from './parse-order.ts';

export type RunOrder = (a: StoredRun, b: StoredRun) => number;

/**
 * The order asked for, then start time descending, then run id. Missing values are last in both directions, NaN before
 * them; params and tags are text.
 */
export function runOrder(keys: readonly OrderKey[], items: readonly string[]): RunOrder {
  const orders = keys.map((key, index) => {
    const repeats = keys.findIndex((other) => other.entity === key.entity && columnOf(other) === columnOf(key)) < index;
    if (repeats) throw internal(`\`order_by\` contains duplicate fields: ${pythonRepr(items)}`);
    return orderOf(key);
  });
  const byStart: RunOrder = (a, b) => Number(b.startTime > a.startTime) - Number(b.startTime < a.startTime);
  return (a, b) => {
    for (const order of [...orders, byStart]) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return compareText(a.id, b.id);
  };
}

function columnOf({ entity, key }: OrderKey): string {
  return entity === 'attribute' ? translateAlias(key) : key;
}

interface Placed {
  readonly rank: 0 | 1 | 2;
  readonly value: string | number | bigint;
}

const missing: Placed = { rank: 2, value: 0 };

function orderOf(key: OrderKey): RunOrder {
  const place = placeBy(key);
  const sign = key.descending ? -1 : 1;
  return (a, b) => {
    const [left, right] = [place(a), place(b)];
    if (left.rank !== right.rank) return left.rank - right.rank;
    return sign * compareValues(left.value, right.value);
  };
}

function compareValues(a: Placed['value'], b: Placed['value']): number {
  if (typeof a === 'string' || typeof b === 'string') return compareText(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function placeBy({ entity, key }: OrderKey): (run: StoredRun) => Placed {
  switch (entity) {
    case 'metric':
      return ({ metrics }) => {
        const latest = metrics.get(key)?.latest;
        return latest === undefined ? missing : { rank: latest.isNan ? 1 : 0, value: latest.value };
      };
    case 'parameter':
      return ({ params }) => placed(params.get(key));
    case 'tag':
      return ({ tags }) => placed(tags.get(key));
    case 'attribute': {
      const column = translateAlias(key);
      if (column === 'start_time') return ({ startTime }) => placed(startTime);
      if (column === 'end_time') return ({ endTime }) => placed(endTime ?? undefined);
      return (run) => placed(attributeText(run, column));
    }
    case 'dataset':
      throw invalid("Invalid identifier type 'dataset'");
  }
}

function placed(value: string | bigint | undefined): Placed {
  return value === undefined ? missing : { rank: 0, value };
}
