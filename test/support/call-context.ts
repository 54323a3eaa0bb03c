import { setMaxListeners } from 'node:events';
import { openMeter } from '../../src/core/call/meter.ts';
import type { SourceContext } from '../../src/core/call/source-context.ts';
import { allKeys, type Projection } from '../../src/contract/projection.ts';

const everything: Projection = { params: allKeys, metrics: allKeys, tags: allKeys, parts: [] };

/** A call that nobody cancels, with everything selected. */
export function callContext(parts: Partial<SourceContext> = {}): SourceContext {
  return {
    signal: openSignal(),
    deadline: Date.now() + 60_000,
    principal: null,
    traceId: 'test',
    operation: 'test',
    project: null,
    projection: everything,
    noCache: false,
    readable: null,
    mayWrite: true,
    meter: openMeter(),
    projects: () => Promise.resolve([]),
    ...parts,
  };
}

/** As the core opens them: a batch may listen once a key. */
function openSignal(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}
