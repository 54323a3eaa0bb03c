import type { Condition } from './condition.ts';
import { findValue } from './find-value.ts';
import { holds } from './holds.ts';
import type { OracleRun } from './oracle-run.ts';
import type { RunFilter } from './question.ts';
import { readFilter } from './read-filter.ts';

/** Whether a run is what the filter asks for. Throws InvalidQuestion where the filter must be refused. */
export function matches(run: OracleRun, filter: RunFilter): boolean {
  return fulfils(run, readFilter(filter));
}

/** Whether a run fulfils a condition: an empty `and` is true, an empty `or` false. */
export function fulfils(run: OracleRun, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((part) => fulfils(run, part));
    case 'or':
      return condition.of.some((part) => fulfils(run, part));
    case 'clause':
      return holds(findValue(run, condition.subject), condition.operation);
  }
}
