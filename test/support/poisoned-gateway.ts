import { trackers } from '../../adapters/registry.ts';
import { serveConfig } from './serve-config.ts';
import { startToxicProxy, type Toxic } from './toxic-proxy.ts';

/** The deadline of the poisoned source, in milliseconds, where its tracker is one of our emulators. */
export const deadlineMs = 800;

/** Each toxic, and whether a question can still be answered in time. Every answer here is larger than the limits. */
export const toxics: readonly (readonly [Toxic, 'answers' | 'fails'])[] = [
  [{ kind: 'latency', ms: 60 }, 'answers'],
  [{ kind: 'slowClose', ms: 5000 }, 'answers'],
  [{ kind: 'slicer', bytes: 2000, ms: 1 }, 'answers'],
  [{ kind: 'down' }, 'fails'],
  [{ kind: 'bandwidth', bytesPerSecond: 500 }, 'fails'],
  [{ kind: 'timeout', ms: 60_000 }, 'fails'],
  [{ kind: 'reset', ms: 10 }, 'fails'],
  [{ kind: 'limitData', bytes: 300 }, 'fails'],
];

/** What became of one question: how each source did, and how long it took. */
export interface Outcome {
  readonly states: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<string, string | null>>;
  readonly ms: number;
}

export interface PoisonedGateway {
  poison(toxic: Toxic | null): Promise<void>;
  /** Asks all sources, past the cache. Rejects where the gateway itself fails. */
  ask(): Promise<Outcome>;
  /** `Source.state` of the poisoned one. */
  state(): Promise<string>;
  close(): Promise<void>;
}

interface Report {
  readonly source: { readonly name: string };
  readonly state: string;
  readonly code: string | null;
}

/** A gateway over four sources, one of them, `poisoned`, behind the proxy. It stands in front of `target`, if given. */
export async function startPoisonedGateway(target?: {
  readonly tracker: string;
  readonly url: string;
  readonly deadlineMs: number;
}): Promise<PoisonedGateway> {
  const [tracker] = trackers;
  const emulate = tracker?.emulate;
  if (tracker === undefined || emulate === undefined) throw new Error('the first tracker has no emulator');
  const emulators = await Promise.all([0, 1, 2, 3].map(() => emulate({ port: 0, empty: false })));
  const [behind, ...others] = emulators;
  const proxy = await startToxicProxy(target?.url ?? behind?.url ?? '');
  const poisoned = {
    tracker: target?.tracker ?? tracker.kind,
    url: proxy.url,
    deadlineMs: target?.deadlineMs ?? deadlineMs,
  };
  const healthy = others.map((emulator, at) => [`healthy-${String(at)}`, { tracker: tracker.kind, url: emulator.url }]);
  const server = await serveConfig({ sources: { poisoned, ...Object.fromEntries(healthy) } });

  async function query<T>(document: string): Promise<T> {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
      body: JSON.stringify({ query: document }),
    });
    const { data } = (await answer.json()) as { data: T };
    return data;
  }

  return {
    poison: (toxic) => proxy.poison(toxic),
    async ask() {
      const startedAt = performance.now();
      const { runs } = await query<{ runs: { reports: readonly Report[] } }>(
        '{ runs(first: 20) { nodes { name params { key value } } reports { source { name } state code } } }',
      );
      const ms = performance.now() - startedAt;
      return {
        states: Object.fromEntries(runs.reports.map(({ source, state }) => [source.name, state])),
        codes: Object.fromEntries(runs.reports.map(({ source, code }) => [source.name, code])),
        ms,
      };
    },
    async state() {
      const { sources } = await query<{ sources: readonly { name: string; state: string }[] }>(
        '{ sources { name state } }',
      );
      return sources.find(({ name }) => name === 'poisoned')?.state ?? 'UNKNOWN';
    },
    async close() {
      await server.close();
      await proxy.close();
      await Promise.all(emulators.map((emulator) => emulator.close()));
    },
  };
}
