import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { SourceContext } from '../call/source-context.ts';

type Slot<T> = T | RungraphError | null;

/**
 * Slots in which what may not be seen is missing. A caller that guesses ids must not learn from the cost whether one was
 * there: what is hidden may lie in the cache for long, what is missing lies there briefly. So a question with a missing
 * id counts as one call or more.
 */
export async function hideSlots<T>(
  { meter }: Pick<SourceContext, 'meter'>,
  read: () => Promise<readonly Slot<T>[]>,
  seen: (found: readonly T[]) => Promise<(one: T) => boolean> | ((one: T) => boolean),
): Promise<readonly Slot<T>[]> {
  const before = meter.upstreamCalls;
  const slots = await read();
  const isThere = (slot: Slot<T>): slot is T => slot !== null && !isRungraphError(slot);
  const may = await seen(slots.filter(isThere));
  const shown = slots.map((slot) => (isThere(slot) && !may(slot) ? null : slot));
  if (shown.includes(null)) meter.upstreamCalls = Math.max(meter.upstreamCalls, before + 1);
  return shown;
}
