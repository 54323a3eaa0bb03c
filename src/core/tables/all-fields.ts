import { isRungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import type { MetricContext } from '../../contract/value.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { describeField } from '../query/describe.ts';
import { compareText } from '../rows/compare-values.ts';

/** What is looked at of a run. */
export interface KeyedRun {
  readonly run: Pick<Run, 'params' | 'metrics' | 'tags'>;
}

/** A column for each key of this kind that a run of the page has. */
export interface AllFields {
  readonly all: 'param' | 'metric' | 'tag';
}

/**
 * The fields that are asked, with all keys of the page in the place of those who stand for them: by code point, without
 * those that have a column of their own. A metric of several contexts has a column for each.
 */
export function writeOut(rows: readonly KeyedRun[], asked: readonly (Field | AllFields)[]): readonly Field[] {
  const seen = new Set(asked.flatMap((field) => ('all' in field ? [] : [describeField(field)])));
  return asked.flatMap((field): readonly Field[] => {
    if (!('all' in field)) return [field];
    return fieldsOf(rows, field.all).filter((own) => {
      const text = describeField(own);
      return !seen.has(text) && seen.add(text);
    });
  });
}

function fieldsOf(rows: readonly KeyedRun[], kind: AllFields['all']): readonly Field[] {
  if (kind === 'metric') return metricFields(rows);
  const keys = new Set<string>();
  for (const { run } of rows) {
    const part = kind === 'param' ? run.params : run.tags;
    if (!isRungraphError(part)) for (const { key } of part) keys.add(key);
  }
  return [...keys].sort(compareText).map((key) => ({ kind, key }));
}

function metricFields(rows: readonly KeyedRun[]): readonly Field[] {
  const contexts = new Map<string, Map<string, MetricContext>>();
  for (const { run } of rows) {
    if (isRungraphError(run.metrics)) continue;
    for (const { key, context } of run.metrics) {
      const ofKey = contexts.get(key) ?? new Map<string, MetricContext>();
      contexts.set(key, ofKey.set(canonicalJson(context ?? {}), context ?? {}));
    }
  }
  const keys = [...contexts].sort(([a], [b]) => compareText(a, b));
  return keys.flatMap(([key, ofKey]): readonly Field[] => {
    const plain = { kind: 'metric', key, aggregate: 'LAST' } as const;
    // The empty context alone is what a column without a context means.
    if (ofKey.size === 1 && ofKey.has('{}')) return [{ ...plain, context: undefined }];
    // The empty one first, whatever its text.
    const place = (text: string): string => (text === '{}' ? '' : text);
    const sorted = [...ofKey].sort(([a], [b]) => compareText(place(a), place(b)));
    return sorted.map(([, context]) => ({ ...plain, context }));
  });
}
