import type { SourceAdapter } from '../call/source-context.ts';
import type { KeyMemory } from './known-keys.ts';

/** The same adapter; keys of the runs that it brings are noted, for each set of credentials apart. */
export function learnKeys(adapter: SourceAdapter, keysOf: (principal: string | null) => KeyMemory): SourceAdapter {
  return {
    ...adapter,
    async searchRuns(context, search) {
      const page = await adapter.searchRuns(context, search);
      keysOf(context.principal).note(page.runs);
      return page;
    },
    async getRuns(context, ids) {
      const slots = await adapter.getRuns(context, ids);
      keysOf(context.principal).note(slots);
      return slots;
    },
  };
}
