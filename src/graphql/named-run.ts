import { isRungraphError, type RungraphError } from '../contract/error.ts';
import type { NamedRun } from '../core/selection/selection.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { RequestContext } from './context.ts';
import { parseReference } from './ids.ts';

/** A run by its id or reference. A name that can be of no run is missing like any other. */
export function toNamed(id: string, { sources }: Pick<RequestContext, 'sources'>): NamedRun | RungraphError {
  try {
    const { source, nativeId } = parseReference('Run', id);
    return { source: requireSource(sources, source), nativeId };
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}
