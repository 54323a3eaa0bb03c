import type { Adapter, ProbeAnswer } from '../../../src/contract/adapter.ts';
import type { CallContext } from '../../../src/contract/context.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Runtime } from '../../../src/contract/tracker.ts';
import { capabilitiesOf } from '../capabilities.ts';
import type { NeptuneSettings } from '../config.ts';
import type { ArchivedRun } from './catalog.ts';
import { completeness } from './completeness.ts';
import { openArchive, type ArchiveState } from './open-archive.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { getSeries } from './series/get-series.ts';
import { toProject, toRun, withParts } from './to-model.ts';
import { toUtc } from './zone.ts';

/** Reads what the exporter left on disk. */
export function createArchiveAdapter(settings: NeptuneSettings, runtime: Runtime): Adapter {
  const archive = openArchive(settings, runtime);
  const stitched = settings.forks === 'stitched';
  const mended = settings.timeZone === null ? asStored : toUtc(settings.timeZone);

  /** Runs as they were made; those of an older catalog go with it. */
  const made = new WeakMap<ArchivedRun, Run>();

  function readerOf({ catalog, errors }: ArchiveState, { projection }: CallContext): (run: ArchivedRun) => Run {
    const surroundings = { catalog, errors };
    return (run) => {
      let whole = made.get(run);
      if (whole === undefined) made.set(run, (whole = toRun(run, { surroundings, stitched })));
      return withParts(whole, run, projection.parts, surroundings);
    };
  }

  return {
    runsAtHand: true,

    async probe(context): Promise<ProbeAnswer> {
      const state = await archive.refresh(context);
      const lines = [...new Set(state.catalog.runs.map(({ line }) => line))].sort();
      return {
        version: lines.length === 0 ? null : `export of ${lines.join(' and ')}`,
        capabilities: capabilitiesOf(settings.forks),
        diagnostics: completeness(state, settings),
        clockSkewMs: null,
      };
    },

    close: () => archive.close(),

    async listProjects(context, { after, limit }) {
      const { catalog } = await archive.state(context);
      const behind = catalog.projects.filter((id) => after === null || id > after);
      const page = behind.slice(0, limit);
      return { items: page.map(toProject), next: page.length < behind.length ? (page.at(-1) ?? null) : null };
    },

    async searchRuns(context, search) {
      const state = await archive.state(context);
      return searchRuns(state.catalog, search, readerOf(state, context));
    },

    async getRuns(context, ids) {
      const state = await archive.state(context);
      const toRunOf = readerOf(state, context);
      return ids.map((id) => {
        const run = state.catalog.byId.get(id);
        return run === undefined ? null : toRunOf(run);
      });
    },

    async getSeries(context, requests) {
      const { catalog } = await archive.state(context);
      const zoneOf = (run: ArchivedRun) => (run.line === '2.x' ? mended : asStored);
      return getSeries({ context, catalog, stitched, toUtc: zoneOf }, requests);
    },

    describeSearch,
  };
}

function asStored(time: number): number {
  return time;
}
