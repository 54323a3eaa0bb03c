import { MlflowFault, internal, invalid } from '../fault.ts';
import { pythonRepr } from '../python-text.ts';
import { compareText } from './compare-text.ts';
import { likeMatcher } from './like.ts';
import type { Clause } from './parse-filter.ts';

export const numericComparators = ['>', '>=', '!=', '=', '<', '<='];
export const textComparators = ['!=', '=', 'LIKE', 'ILIKE'];
export const listComparators = ['IN', 'NOT IN'];

/** A test of a column's text. */
export function textTest(comparator: string, value: Clause['value']): (text: string) => boolean {
  if (comparator === 'IN' || comparator === 'NOT IN') {
    const items = typeof value === 'object' && value !== null ? value : [];
    return (text) => items.includes(text) === (comparator === 'IN');
  }
  if (typeof value !== 'string') {
    throw new MlflowFault(
      'BAD_REQUEST',
      "(sqlite3.ProgrammingError) Error binding parameter: type 'tuple' is not supported",
    );
  }
  if (comparator === 'LIKE' || comparator === 'ILIKE') return likeMatcher(value, comparator === 'ILIKE');
  return (text) => holds(comparator, compareText(text, value));
}

/** A test of a column's number. Whatever has none is nowhere and never. */
export function numberTest(comparator: string, value: number | bigint): (number: number | bigint) => boolean {
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value) {
    throw internal('Python int too large to convert to SQLite INTEGER');
  }
  return (number) => holds(comparator, number < value ? -1 : number > value ? 1 : 0);
}

/** The server forgets to close the quote after some lists, and for numbers shows the list of another type. */
export function checkComparator(comparator: string, known: readonly string[], ending = "'", shown = known): void {
  if (known.includes(comparator)) return;
  throw invalid(`Invalid comparator '${comparator}' not one of '{${shown.map(pythonRepr).join(', ')}}${ending}`);
}

export function checkTimeComparator(comparator: string): void {
  checkComparator(comparator, numericComparators, '', [...textComparators, ...listComparators]);
}

function holds(comparator: string, order: number): boolean {
  switch (comparator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}
