import { RungraphError, isRungraphError } from '../../contract/error.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Field } from '../../contract/filter.ts';
import type { Metric, Param, Tag } from '../../contract/run.ts';
import { describeField } from '../../core/query/describe.ts';
import type { Row } from '../../core/rows/row.ts';
import { writeOut, type AllFields } from '../../core/tables/all-fields.ts';

/** All keys that runs have, gathered while they go by. */
export interface KeyUnion {
  /** @throws INVALID_QUERY once there are too many. */
  see(rows: readonly Row[]): void;
  /** The fields asked for, with all keys in the place of the fields that stand for them. */
  fields(asked: readonly (Field | AllFields)[]): readonly Field[];
}

export function openKeyUnion(mostColumns: number): KeyUnion {
  const params = new Map<string, Param>();
  const tags = new Map<string, Tag>();
  const metrics = new Map<string, Metric>();

  function check(): void {
    const count = params.size + tags.size + metrics.size;
    if (count <= mostColumns) return;
    const message = `exports.columns: the runs have more than ${mostColumns} keys, and as many columns are allowed; name the columns that you need, or ask for params.*, metrics.* or tags.* alone.`;
    throw new RungraphError('INVALID_QUERY', message);
  }

  return {
    see(rows) {
      for (const { run } of rows) {
        if (!isRungraphError(run.params)) for (const one of run.params) params.set(one.key, one);
        if (!isRungraphError(run.tags)) for (const one of run.tags) tags.set(one.key, one);
        if (!isRungraphError(run.metrics))
          for (const one of run.metrics) metrics.set(`${one.key}\0${canonicalJson(one.context ?? {})}`, one);
        check();
      }
    },
    fields(asked) {
      // A run that has all keys: what holds for the columns of a page then holds for all of them.
      const run = {
        params: [...params.values()],
        tags: [...tags.values()],
        metrics: [...metrics.values()],
      };
      return writeOut([{ run }], asked);
    },
  };
}

/** The names that a column may have in a chunk: a chunk that knows one context alone does not write it out. */
export function namesIn(field: Field): readonly string[] {
  const own = describeField(field);
  if (field.kind !== 'metric') return [own];
  const isPlain = field.context !== undefined && canonicalJson(field.context) === '{}';
  return isPlain ? [own, describeField({ ...field, context: undefined })] : [own];
}
