import { startGateway, type Gateway } from '../../src/graphql/gateway.ts';
import { memoryAdapter, type MemoryTracker } from './memory-adapter.ts';
import { quietLog, sourceOf } from './quiet-scope.ts';

/** A gateway over trackers in memory, by source id. */
export function memoryGateway(
  trackers: Readonly<Record<string, MemoryTracker>>,
  deadlineMs?: number,
): Promise<Gateway> {
  const sources = Object.entries(trackers).map(([id, tracker]) => {
    return [id, sourceOf(id, memoryAdapter(tracker), tracker.capabilities, deadlineMs)] as const;
  });
  return startGateway(new Map(sources), quietLog);
}
