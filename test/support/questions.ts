import type { Clause, Field, Operator, SortKey } from '../../src/contract/filter.ts';
import { emptyProjection } from '../../src/contract/projection.ts';
import type { Value } from '../../src/contract/value.ts';
import type { RunListRequest } from '../../src/core/query/run-selection.ts';
import { always } from '../../src/core/query/simplify.ts';
import type { Source } from '../../src/core/sources/source.ts';

export function clause(field: Field, operator: Operator, ...operands: readonly Value[]): Clause {
  return { kind: 'clause', field, operator, operands, ignoreCase: false };
}

export function metricField(key: string, aggregate: 'LAST' | 'FIRST' | 'MIN' | 'MAX' = 'LAST'): Field {
  return { kind: 'metric', key, context: undefined, aggregate };
}

export function by(field: Field, descending = false): SortKey {
  return { field, descending };
}

/** A question to all projects of some sources, with nothing in it that the test does not name. */
export function ask(sources: readonly Source[], parts: Partial<RunListRequest> = {}): RunListRequest {
  return {
    within: sources.map((source) => ({ source, projects: null })),
    filter: always,
    order: [],
    archived: 'EXCLUDE',
    first: 50,
    after: null,
    strict: false,
    projection: emptyProjection,
    ...parts,
  };
}
