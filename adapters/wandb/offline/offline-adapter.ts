import { LRUCache } from 'lru-cache';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { CallContext } from '../../../src/contract/context.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Runtime } from '../../../src/contract/tracker.ts';
import { offlineCapabilities } from '../capabilities.ts';
import type { OfflineSettings } from '../config.ts';
import { projectIdOf } from '../ids.ts';
import { diagnose } from './diagnose.ts';
import { getSeries } from './get-series.ts';
import { openShelf, type Listing } from './open-shelf.ts';
import { toRun, type OfflineRun } from './to-run.ts';
import { createOfflineWriter } from './writer/writer.ts';

/** Reads runs that were recorded without a server. */
export function createOfflineAdapter({ path, entity, projects }: OfflineSettings, runtime: Runtime): Adapter {
  const shelf = openShelf(path, entity ?? 'offline');
  // Files grow while an answer is put together: what it says of runs and of their series is of one moment.
  const moments = new LRUCache<string, Listing>({ max: 100, ttl: 2000 });

  const isWanted = ({ key }: OfflineRun): boolean => projects?.includes(key.project) ?? true;

  async function look({ traceId }: CallContext): Promise<Listing> {
    const listing = await shelf.runs();
    moments.set(traceId, listing);
    return listing;
  }

  /** Files are read whole only for what their ends do not tell. */
  async function toRuns(runs: readonly OfflineRun[], { projection, signal }: CallContext): Promise<readonly Run[]> {
    const { params, metrics, parts } = projection;
    const asksMore =
      [params, metrics].some(({ all, keys, prefixes }) => all || keys.length > 0 || prefixes.length > 0) ||
      parts.some((part) => part !== 'notes');
    const shown: Run[] = [];
    for (const run of runs) {
      signal.throwIfAborted();
      const body = asksMore ? await shelf.body(run) : undefined;
      shown.push(toRun(run, body, { projection, now: runtime.now() }));
    }
    return shown;
  }

  const writing = createOfflineWriter({ folder: path, entity, projects, shelf });

  return {
    writer: writing.writer,

    async probe() {
      const listing = await shelf.runs();
      return {
        version: null,
        capabilities: offlineCapabilities,
        diagnostics: diagnose(listing, { path, projects, isWanted }),
        clockSkewMs: null,
      };
    },

    close: () => writing.close(),

    async listProjects(_context, { limit, after }) {
      const { runs } = await shelf.runs();
      const ids = [...new Set([...runs.values()].filter(isWanted).map(({ key }) => projectIdOf(key)))].sort();
      const behind = ids.filter((id) => after === null || id > after);
      const items = behind.slice(0, limit).map((id) => {
        const name = id.slice(id.indexOf('/') + 1);
        return { nativeId: id, name, url: null, description: null, createdAt: null, archived: false };
      });
      return { items, next: items.length < behind.length ? (items.at(-1)?.nativeId ?? null) : null };
    },

    async searchRuns(context, { projects: asked, archived, limit, after }) {
      const { runs, complaints } = await look(context);
      const all = archived === 'ONLY' ? [] : [...runs].filter(([, run]) => isWanted(run));
      const wanted = all.filter(([, { key }]) => asked?.includes(projectIdOf(key)) ?? true);
      const behind = wanted.filter(([id]) => after === null || id > after);
      const page = behind.slice(0, limit);
      const found = page.map(([, run]) => run);
      return {
        runs: await toRuns(found, context),
        next: page.length < behind.length ? (page.at(-1)?.[0] ?? null) : null,
        positions: page.map(([id]) => id),
        total: wanted.length,
        ...(complaints.length === 0 ? {} : { partial: complaints.join(' ') }),
      };
    },

    async getRuns(context, ids) {
      const { runs } = await look(context);
      const found = ids.flatMap((id) => runs.get(id) ?? []);
      const shown = new Map((await toRuns(found, context)).map((run) => [run.nativeId, run]));
      return ids.map((id) => shown.get(id) ?? null);
    },

    getSeries: async (context, requests) =>
      getSeries(shelf, moments.get(context.traceId) ?? (await shelf.runs()), context, requests),

    describeSearch: ({ projects: asked }) =>
      `runs on disk, ${asked === null ? 'all projects' : `projects ${asked.join(', ')}`}; nothing is filtered there`,
  };
}
