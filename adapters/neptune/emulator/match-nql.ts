import { RE2JS } from 're2js';
import type { Nql, NqlClause } from './parse-nql.ts';
import { summaryOf } from './to-wire.ts';
import type { StoredAttribute, StoredPoint, StoredRun } from './world.ts';

/** Whether a run answers a query. A clause about an attribute that it lacks, or of another type, is false. */
export function matches(run: StoredRun, query: Nql | null): boolean {
  if (query === null) return true;
  switch (query.kind) {
    case 'and':
      return query.all.every((one) => matches(run, one));
    case 'or':
      return query.all.some((one) => matches(run, one));
    case 'not':
      return !matches(run, query.of);
    case 'clause':
      return matchesClause(run.attributes.get(query.clause.path), query.clause);
  }
}

function matchesClause(attribute: StoredAttribute | undefined, clause: NqlClause): boolean {
  if (attribute === undefined || attribute.type !== clause.type) return false;
  const { operator, value } = clause;
  if (operator === 'EXISTS') return true;
  switch (attribute.type) {
    case 'stringSet':
      return attribute.values.includes(value) === !operator.startsWith('NOT');
    case 'floatSeries':
      return compare(aggregateOf(attribute.points, clause.aggregate), operator, Number(value));
    case 'int':
    case 'float':
      return compare(Number(attribute.value), operator, Number(value));
    case 'datetime':
      return compare(Number(attribute.value), operator, Date.parse(value));
    case 'string':
    case 'bool':
    case 'experimentState':
      return matchesText(String(attribute.value), operator, value);
    default:
      // Files and other series only exist or do not.
      return false;
  }
}

function aggregateOf(points: readonly StoredPoint[], aggregate: string | null): number {
  const summary: Readonly<Record<string, number | null>> = summaryOf(points);
  return summary[aggregate ?? 'last'] ?? Number.NaN;
}

function matchesText(text: string, operator: string, value: string): boolean {
  switch (operator) {
    case 'CONTAINS':
      return text.includes(value);
    case 'NOT CONTAINS':
      return !text.includes(value);
    case 'MATCHES':
      return RE2JS.compile(value).matcher(text).find();
    case 'NOT MATCHES':
      return !RE2JS.compile(value).matcher(text).find();
    default:
      return operator === '!=' ? text !== value : text === value;
  }
}

function compare(left: number, operator: string, right: number): boolean {
  switch (operator) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '!=':
      return left !== right;
    default:
      return left === right;
  }
}
