import { z } from 'zod';
import type { Adapter } from '../../src/contract/adapter.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import { defineTracker, type AnyTracker } from '../../src/contract/tracker.ts';

/** A tracker of one source: this adapter. */
export function testTracker(adapter: Adapter, capabilities: Capabilities): AnyTracker {
  return defineTracker({
    kind: 'memory',
    title: 'Memory',
    settings: z.object({}),
    capabilities,
    address: () => null,
    create: () => Promise.resolve(adapter),
    demo: [],
  });
}
