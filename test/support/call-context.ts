import { openMeter, type CallContext } from '../../src/contract/context.ts';
import { allKeys, type Projection } from '../../src/contract/projection.ts';

const everything: Projection = { params: allKeys, metrics: allKeys, tags: allKeys, parts: [] };

/** A call that nobody cancels, with everything selected. */
export function callContext(parts: Partial<CallContext> = {}): CallContext {
  return {
    signal: new AbortController().signal,
    deadline: Date.now() + 60_000,
    principal: null,
    traceId: 'test',
    projection: everything,
    noCache: false,
    meter: openMeter(),
    projects: () => Promise.resolve([]),
    ...parts,
  };
}
