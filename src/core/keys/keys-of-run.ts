import { isRungraphError } from '../../contract/error.ts';
import type { Key, KeyKind } from '../../contract/key.ts';
import type { Run } from '../../contract/run.ts';
import { typeOfValue } from '../../contract/value.ts';

/** The keys of one kind that a run uses; undefined where that part of it could not be read. */
export function keysOfRun(run: Run, kind: KeyKind): readonly Key[] | undefined {
  const { params, metrics, tags } = run;
  switch (kind) {
    case 'PARAM':
      if (isRungraphError(params)) return undefined;
      return params.map(({ key, nativeKey, value }) => ({ key, nativeKey, context: null, type: typeOfValue(value) }));
    case 'METRIC':
      if (isRungraphError(metrics)) return undefined;
      return metrics.map(({ key, nativeKey, context }) => ({ key, nativeKey, context, type: 'NUMBER' }));
    case 'TAG':
      if (isRungraphError(tags)) return undefined;
      return tags.map(({ key, value }) => {
        return { key, nativeKey: key, context: null, type: value === null ? 'NULL' : 'STRING' };
      });
  }
}
