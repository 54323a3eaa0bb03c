import { compareNumbers } from './compare-numbers.ts';
import { compareTexts } from './compare-texts.ts';
import { InvalidQuestion } from './invalid-question.ts';
import type { OracleRun } from './oracle-run.ts';
import type { RunOrder, RunValue } from './question.ts';
import type { SortKey } from './sort-key.ts';
import { sortKey } from './sort-key.ts';

const kinds: readonly SortKey['kind'][] = ['number', 'text', 'list'];

/**
 * The total order of runs: the keys asked, then start time descending, then source, then native id. Throws
 * InvalidQuestion where a key of the sort must be refused.
 */
export function compareRuns(orderBy: readonly RunOrder[]): (a: OracleRun, b: OracleRun) => number {
  for (const { by } of orderBy) requireOneValue(by);
  const keys: readonly RunOrder[] = [...orderBy, { by: { field: 'STARTED_AT' }, direction: 'DESC' }];
  return (a, b) => {
    for (const { by, direction } of keys) {
      const difference = compareBy(a, b, by, direction ?? 'ASC');
      if (difference !== 0) return difference;
    }
    return compareTexts(a.source, b.source) || compareTexts(a.nativeId, b.nativeId);
  };
}

function requireOneValue(by: RunValue): void {
  if (Object.values(by).filter((part) => part !== undefined).length !== 1) {
    throw new InvalidQuestion('a sort key is exactly one of field, param, tag and metric');
  }
}

/** Missing and NaN are last in both directions; DESC turns all the rest round, kinds too. */
function compareBy(a: OracleRun, b: OracleRun, by: RunValue, direction: 'ASC' | 'DESC'): number {
  const left = sortKey(a, by);
  const right = sortKey(b, by);
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return direction === 'ASC' ? compareKeys(left, right) : compareKeys(right, left);
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a.kind === 'number' && b.kind === 'number') return compareNumbers(a.number, b.number);
  if (a.kind !== 'number' && a.kind === b.kind) return compareTexts(a.text, b.text);
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
}
