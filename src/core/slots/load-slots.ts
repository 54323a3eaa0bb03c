import type { Meter } from '../../contract/context.ts';
import { RungraphError, atSource, isRungraphError } from '../../contract/error.ts';
import type { Projection } from '../../contract/projection.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import type { Scope } from '../scope.ts';
import type { Source } from '../sources/source.ts';
import { openCall } from '../sources/open-call.ts';

/** Who asks, and which source. */
export interface SlotCall {
  readonly scope: Scope;
  readonly source: Source;
  readonly projection?: Projection;
  /** Told what it cost. */
  readonly meter?: Meter;
}

/** Many items of one source in one call of its adapter: as many slots out as keys in, errors with their source. */
export async function loadSlots<K, V>(
  { scope, source, projection, meter }: SlotCall,
  what: string,
  keys: readonly K[],
  ask: (adapter: SourceAdapter, context: SourceContext, keys: readonly K[]) => Promise<readonly (V | RungraphError)[]>,
): Promise<readonly (V | RungraphError)[]> {
  const call = openCall(source, scope, projection);
  try {
    await call.ready();
    const slots = await call.run(what, (adapter, context) => ask(adapter, context, keys));
    return checkLength(keys, slots, what).map((slot) => (isRungraphError(slot) ? atSource(slot, source.id) : slot));
  } finally {
    if (meter !== undefined) meter.upstreamCalls += call.meter.upstreamCalls;
    call.close();
  }
}

/** The contract's first rule for lists: as many slots as were asked for. @throws INTERNAL. */
export function checkLength<T>(asked: readonly unknown[], answers: readonly T[], what: string): readonly T[] {
  if (answers.length === asked.length) return answers;
  const detail = `${what} was asked for ${asked.length} and answered ${answers.length}`;
  throw new RungraphError('INTERNAL', 'Rungraph failed to handle this; the log has the details.', { detail });
}
