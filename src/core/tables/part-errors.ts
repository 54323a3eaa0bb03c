import { atSource, isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { KeyPart } from '../../contract/projection.ts';
import type { Row } from '../rows/row.ts';

/** Why parts of runs could not be read, each error once, with its source. */
export function partErrors(rows: readonly Row[], parts: Iterable<KeyPart>): readonly RungraphError[] {
  const found = new Map<RungraphError, RungraphError>();
  for (const part of new Set(parts)) {
    for (const { run, source } of rows) {
      const error = run[part];
      if (isRungraphError(error)) found.set(error, atSource(error, source));
    }
  }
  return [...found.values()];
}
