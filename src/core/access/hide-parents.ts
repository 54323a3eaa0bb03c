import type { Filter } from '../../contract/filter.ts';
import type { Run } from '../../contract/run.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Json } from '../../contract/value.ts';
import { openMeter } from '../call/meter.ts';
import type { SourceContext } from '../call/source-context.ts';
import type { Visible } from './visible.ts';

type Slot = Run | RungraphError | null;

/**
 * The same runs without a word of parents that may not be seen: neither as what a run is nested in, nor in what its tracker
 * tells in its own words. Parents that are not among the runs are read, all in one call.
 */
export async function hideParents<T extends Slot>(
  context: SourceContext,
  visible: Visible,
  runs: readonly T[],
): Promise<readonly (T | Run)[]> {
  const found = runs.flatMap((slot) => runIn(slot) ?? []);
  const there = new Set(found.map(({ nativeId }) => nativeId));
  const parents = found.flatMap(({ parentId }) => parentId ?? []);
  const away = parents.filter((id) => !there.has(id));
  if (away.length === 0) return runs;
  // What this costs is not told: else who asks would learn that there is a parent.
  const { onPart } = context.meter;
  const meter = { ...openMeter(), ...(onPart && { onPart }) };
  const seen = await visible.runs({ ...context, meter }, away);
  return runs.map((slot) => {
    const run = runIn(slot);
    if (run === null || run.parentId === null || there.has(run.parentId) || seen.has(run.parentId)) return slot;
    return { ...run, parentId: null, ...(run.native !== undefined && { native: without(run.native, run.parentId) }) };
  });
}

function runIn(slot: Slot): Run | null {
  return isRungraphError(slot) ? null : slot;
}

/** A tracker's own words, with null wherever they hold this text. */
function without(native: Readonly<Record<string, Json>>, text: string): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(native).map(([key, item]) => [key, clear(item, text)]));
}

function clear(json: Json, text: string): Json {
  if (typeof json === 'string') return json.includes(text) ? null : json;
  if (typeof json !== 'object' || json === null) return json;
  return isJsonList(json) ? json.map((item) => clear(item, text)) : without(json, text);
}

function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** Whether a search tells of parents by what it finds. */
export function asksForParents(filter: Filter): boolean {
  return filter.kind === 'clause' ? filter.field.kind === 'parent' : filter.filters.some(asksForParents);
}
