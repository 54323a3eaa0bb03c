import { RungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import { allKeys, emptyProjection, type Projection } from '../../contract/projection.ts';
import { readValue } from '../../core/language/read-value.ts';
import { fieldWords } from '../../core/language/fields.ts';
import { isComputed } from '../../core/compute/derive-row.ts';
import { withFields } from '../../core/query/fields-of.ts';
import type { AllFields } from '../../core/tables/all-fields.ts';

/** A column as it was asked for. */
export interface AskedColumn {
  readonly what: Field | AllFields;
  /** The name that the client gives it; undefined where it gives none. */
  readonly as: string | undefined;
}

const groups: Readonly<Record<string, AllFields['all']>> = {
  'params.*': 'param',
  'metrics.*': 'metric',
  'tags.*': 'tag',
};

/**
 * Columns in the words of the expression language; `… as name` names one. `params.*`, `metrics.*` and `tags.*` are all
 * keys of a kind, and `*` is every field and key but for those that are worked out. @throws WhereError, INVALID_QUERY.
 */
export function readColumns(texts: readonly string[]): readonly AskedColumn[] {
  return texts.flatMap((text): readonly AskedColumn[] => {
    if (text === '*') return everything;
    const group = groups[text];
    if (group !== undefined) return [{ what: { all: group }, as: undefined }];
    const [, value = text, as] = /^(.*\S)\s+as\s+([\p{L}\p{N}_]+)$/su.exec(text) ?? [];
    if (value.trim() === '') throw new RungraphError('INVALID_QUERY', 'columns: a column has no name.');
    return [{ what: readValue(value), as }];
  });
}

const everything: readonly AskedColumn[] = [
  ...fieldWords.flatMap(({ kind }) => (isComputed({ kind }) ? [] : [{ what: { kind }, as: undefined }])),
  ...Object.values(groups).map((all) => ({ what: { all }, as: undefined })),
];

/** What columns read of a run. */
export function needsOf(columns: readonly AskedColumn[]): Projection {
  const kinds = columns.flatMap(({ what }) => ('all' in what ? [what.all] : []));
  const fields = columns.flatMap(({ what }) => ('all' in what ? [] : [what]));
  const whole: Projection = {
    ...emptyProjection,
    ...(kinds.includes('param') && { params: allKeys }),
    ...(kinds.includes('metric') && { metrics: allKeys }),
    ...(kinds.includes('tag') && { tags: allKeys }),
  };
  return withFields(whole, fields);
}

/** Whether the columns are known before the runs are. */
export function areNamed(columns: readonly AskedColumn[]): boolean {
  return columns.every(({ what }) => !('all' in what));
}
