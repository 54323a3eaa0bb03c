import type { Meter } from '../contract/context.ts';
import type { SourceAdapter, SourceContext } from '../core/call/source-context.ts';
import { RungraphError, atSource, isRungraphError } from '../contract/error.ts';
import type { Projection } from '../contract/projection.ts';
import type { Scope } from '../core/scope.ts';
import type { Source } from '../core/sources/source.ts';
import { openCall } from '../core/sources/open-call.ts';

interface SlotPlace {
  readonly scope: Scope;
  readonly source: Source;
  readonly projection?: Projection;
  /** Told what it cost. */
  readonly meter?: Meter;
}

/** Many things of one source in one call of its adapter: as many slots out as keys in, errors with their source. */
export async function loadSlots<K, V>(
  { scope, source, projection, meter }: SlotPlace,
  what: string,
  keys: readonly K[],
  ask: (adapter: SourceAdapter, context: SourceContext, keys: readonly K[]) => Promise<readonly (V | RungraphError)[]>,
): Promise<readonly (V | RungraphError)[]> {
  const call = openCall(source, scope, projection);
  try {
    await call.ready();
    const slots = await call.run(what, (adapter, context) => ask(adapter, context, keys));
    return inOrder(keys, slots, what).map((slot) => (isRungraphError(slot) ? atSource(slot, source.id) : slot));
  } finally {
    if (meter !== undefined) meter.upstreamCalls += call.meter.upstreamCalls;
    call.close();
  }
}

/** The contract's first rule for lists: as many slots as were asked for. */
export function inOrder<T>(asked: readonly unknown[], answers: readonly T[], what: string): readonly T[] {
  if (answers.length === asked.length) return answers;
  const detail = `${what} was asked for ${asked.length} and answered ${answers.length}`;
  throw new RungraphError('INTERNAL', 'Rungraph failed to handle this; the log has the details.', { detail });
}

export function reuse<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
