import type { Value } from '../../../src/contract/value.ts';
import type { FilterField, Subject } from './condition.ts';
import { metricValue } from './find-metric.ts';
import type { OracleRun } from './oracle-run.ts';
import { durationMs } from './oracle-run.ts';
import type { StoredValue } from './scalar-text.ts';

/** What a clause's subject is in a run. Null: there is no such thing, which differs from a thing without a value. */
export function findValue(run: OracleRun, subject: Subject): StoredValue | null {
  switch (subject.kind) {
    case 'field':
      return presentOnly(fieldValue(run, subject.field));
    case 'tag': {
      const tag = run.tags.find((candidate) => candidate.key === subject.key);
      return tag === undefined ? null : { value: tag.value, text: null };
    }
    case 'param':
      return run.params.find((candidate) => candidate.key === subject.key) ?? null;
    case 'metric':
      return presentOnly(metricValue(run, subject));
  }
}

function fieldValue(run: OracleRun, field: FilterField): Value {
  return field === 'durationMs' ? durationMs(run) : run[field];
}

/** A field or a summary that is null is not there; only a param and a tag may be there without a value. */
function presentOnly(value: Value): StoredValue | null {
  return value === null ? null : { value, text: null };
}
