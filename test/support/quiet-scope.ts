import type { Adapter } from '../../src/contract/adapter.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { Log } from '../../src/contract/tracker.ts';
import { everything } from '../../src/core/access/rights.ts';
import type { Scope } from '../../src/core/scope.ts';
import { openSource, type Source } from '../../src/core/sources/source.ts';

export const quietLog: Log = { info: () => undefined, warn: () => undefined };

export function quietScope(parts: Partial<Scope> = {}): Scope {
  const signal = new AbortController().signal;
  const caller = { signal, header: () => null, traceId: 'test', rights: everything };
  return { ...caller, noCache: false, log: quietLog, now: Date.now, ...parts };
}

export function sourceOf(id: string, adapter: Adapter, capabilities: Capabilities, deadlineMs = 15_000): Source {
  return openSource({ id, tracker: 'memory', url: null, deadlineMs, capabilities, adapter }, quietLog);
}
