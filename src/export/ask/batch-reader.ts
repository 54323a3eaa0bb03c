import type { RequestContext } from '../../graphql/context.ts';
import { createLoaders } from '../../graphql/loaders.ts';
import { runReader } from '../../graphql/run-reader.ts';
import type { RunReader } from '../../core/selection/run-reader.ts';

/**
 * Reads what hangs on the runs of one batch. Loaders keep what they have read for the whole of a question: an export has
 * new ones for each batch, so that its memory does not grow.
 */
export function batchReader(context: RequestContext): RunReader {
  return runReader({ ...context, loaders: { ...context.loaders, ...createLoaders(context.scope) } });
}
