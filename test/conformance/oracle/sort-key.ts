import type { Num } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';
import { numberOf } from './compare-to-operand.ts';
import { isNaNumber } from './compare-numbers.ts';
import { metricValue } from './find-metric.ts';
import { jsonText } from './json-text.ts';
import type { OracleRun } from './oracle-run.ts';
import { durationMs } from './oracle-run.ts';
import type { RunField, RunValue } from './question.ts';
import type { StoredValue } from './scalar-text.ts';
import { scalarText } from './scalar-text.ts';

/** What a run is sorted by: numbers come before text, text before lists. */
export type SortKey =
  { readonly kind: 'number'; readonly number: Num } | { readonly kind: 'text' | 'list'; readonly text: string };

/** The sort key of a run for one key of a sort; null where it is missing or NaN. */
export function sortKey(run: OracleRun, by: RunValue): SortKey | null {
  if (by.field !== undefined) return fieldKey(run, by.field);
  if (by.param !== undefined) return paramKey(run.params.find((param) => param.key === by.param));
  if (by.tag !== undefined) return textKey(run.tags.find((tag) => tag.key === by.tag)?.value ?? null);
  return by.metric === undefined ? null : numberKey(metricValue(run, by.metric));
}

function fieldKey(run: OracleRun, field: RunField): SortKey | null {
  switch (field) {
    case 'NAME':
      return textKey(run.name);
    case 'STATUS':
      return textKey(run.status);
    case 'STARTED_AT':
      return numberKey(run.startedAt);
    case 'ENDED_AT':
      return numberKey(run.endedAt);
    case 'DURATION_MS':
      return numberKey(durationMs(run));
    case 'USER':
      return textKey(run.user);
    case 'NOTES':
      return textKey(run.notes);
    case 'GROUP':
      return textKey(run.group);
    case 'JOB_TYPE':
      return textKey(run.jobType);
    case 'SOURCE':
      return textKey(run.source);
    case 'PROJECT':
      return textKey(run.projectName);
    case 'ID':
      return textKey(run.nativeId);
    case 'PARENT':
      return textKey(run.parent === null ? null : `${run.source}/${run.parent}`);
    case 'ARCHIVED':
      return textKey(String(run.archived));
  }
}

/** Numbers and decimal text are numbers; other text and booleans are text; lists are their JSON text, last. */
function paramKey(param: StoredValue | undefined): SortKey | null {
  if (param === undefined) return null;
  if (param.value !== null && isList(param.value)) return { kind: 'list', text: jsonText(param.value) };
  return numberKey(numberOf(param.value)) ?? (isNaNumber(param.value) ? null : textKey(scalarText(param)));
}

function numberKey(number: Num | null): SortKey | null {
  return number === null || isNaNumber(number) ? null : { kind: 'number', number };
}

function textKey(text: string | null): SortKey | null {
  return text === null ? null : { kind: 'text', text };
}
