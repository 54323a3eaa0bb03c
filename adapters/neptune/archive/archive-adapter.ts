import type { Adapter, ProbeAnswer } from '../../../src/contract/adapter.ts';
import type { CallContext } from '../../../src/contract/context.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import type { Project } from '../../../src/contract/project.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Runtime } from '../../../src/contract/tracker.ts';
import { capabilitiesOf } from '../capabilities.ts';
import type { NeptuneSettings } from '../config.ts';
import type { ArtifactAccess } from './artifacts/artifact-access.ts';
import { openFileStore } from './artifacts/find-file.ts';
import { getArtifacts } from './artifacts/get-artifacts.ts';
import { getEdges } from './artifacts/get-edges.ts';
import { listArtifacts } from './artifacts/list-artifacts.ts';
import { listFiles } from './artifacts/list-files.ts';
import { openFileCheck } from './artifacts/missing-files.ts';
import { openFile } from './artifacts/open-file.ts';
import {
  exportedRegistry,
  getModels,
  getVersions,
  listVersions,
  searchModels,
  type Registry,
} from './artifacts/registry.ts';
import { openTrackedData } from './artifacts/tracked-data.ts';
import type { ArchivedRun } from './catalog.ts';
import { completeness } from './completeness.ts';
import { readModelLog } from './moved/model-log.ts';
import { registryOfMoved } from './moved/to-registry.ts';
import { openArchive, type Archive, type ArchiveState } from './open-archive.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { getSeries } from './series/get-series.ts';
import { parseArtifactId } from '../artifacts/artifact-ids.ts';
import { toProject } from '../to-model.ts';
import { createModelWriter } from './writer/model-writer.ts';
import { createArchiveWriter } from './writer/writer.ts';
import { toRun, withParts } from './to-model.ts';
import { toUtc } from './zone.ts';

/** Reads what the exporter left on disk. */
export function createArchiveAdapter(settings: NeptuneSettings, runtime: Runtime): Adapter {
  const archive = openArchive(settings, runtime);
  const writing = settings.archive === null ? undefined : openWriting(settings.archive, archive);
  const stitched = settings.forks === 'stitched';
  const mended = settings.timeZone === null ? asStored : toUtc(settings.timeZone);
  const zoneOf = (run: ArchivedRun) => (run.line === '2.x' ? mended : asStored);
  const store = openFileStore(settings);
  const tracked = openTrackedData(store);
  const checkFiles = openFileCheck(store);

  /** Runs as they were made; those of an older catalog go with it. */
  const made = new WeakMap<ArchivedRun, Run>();

  function wholeOf(run: ArchivedRun, surroundings: ArchiveState): Run {
    let whole = made.get(run);
    if (whole === undefined) made.set(run, (whole = toRun(run, { surroundings, stitched })));
    return whole;
  }

  /** Runs with what was asked for of them, in order. What they tracked is read where their provenance is. */
  async function toRuns(runs: readonly ArchivedRun[], state: ArchiveState, { projection }: CallContext) {
    const { catalog, errors, losses } = state;
    const datasets = projection.parts.includes('provenance') ? await tracked.ofAll(runs) : undefined;
    return runs.map((run) => {
      const more = { catalog, errors, losses, datasets: datasets?.get(run) ?? [] };
      return withParts(wholeOf(run, state), run, projection.parts, more);
    });
  }

  async function accessTo(context: CallContext, artifactId?: string): Promise<ArtifactAccess> {
    const { catalog, losses } = await archive.stateOf(context, ownersOf(artifactId));
    return { context, catalog, losses, store, tracked, toUtc: zoneOf };
  }

  /** Of an export its own; of what was moved the list beside it. */
  async function registry(context: CallContext): Promise<Registry> {
    if (settings.archive !== null) return registryOfMoved(await readModelLog(settings.archive));
    return exportedRegistry((await archive.state(context)).catalog);
  }

  return {
    ...(writing === undefined ? {} : { writer: writing.runs.writer, modelWriter: writing.models.writer }),
    artifacts: {
      getArtifacts: async (context, ids) => getArtifacts(await accessTo(context), ids),
      async listArtifacts(context, search) {
        const access = await accessTo(context);
        return { ...(await listArtifacts(access, search)), ...partialBy(access) };
      },
      listFiles: async (context, request) => listFiles(await accessTo(context, request.artifactId), request),
      openFile: async (context, request) => openFile(await accessTo(context, request.artifactId), request),
    },
    lineage: {
      getEdges: async (context, requests) => getEdges(await accessTo(context), requests),
    },
    models: {
      async searchModels(context, search) {
        const state = await archive.state(context);
        return { ...searchModels(await registry(context), search), ...partialBy(state) };
      },
      getModels: async (context, ids) => getModels(await registry(context), ids),
      listVersions: async (context, requests) => listVersions(await registry(context), requests),
      getVersions: async (context, ids) => getVersions(await registry(context), ids),
    },

    async probe(context): Promise<ProbeAnswer> {
      const state = await archive.refresh(context);
      const lines = [...new Set(state.catalog.runs.map(({ line }) => line))].sort();
      return {
        version: lines.length === 0 ? null : `export of ${lines.join(' and ')}`,
        capabilities: capabilitiesOf(settings),
        diagnostics: completeness(state, await checkFiles(state.catalog), settings),
        clockSkewMs: null,
      };
    },

    async close() {
      await writing?.runs.close();
      await writing?.models.close();
      await archive.close();
    },

    async listProjects(context, { after, limit }) {
      const { catalog } = await archive.state(context);
      const behind = catalog.projects.filter((id) => after === null || id > after);
      const page = behind.slice(0, limit);
      return {
        items: page.map(settings.archive === null ? toProject : toOwnProject),
        next: page.length < behind.length ? (page.at(-1) ?? null) : null,
      };
    },

    async searchRuns(context, search) {
      const state = await archive.state(context);
      const { runs, ...page } = searchRuns(state.catalog, search);
      return { ...page, runs: await toRuns(runs, state, context), ...partialBy(state) };
    },

    async getRuns(context, ids) {
      const state = await archive.stateOf(context, ids);
      const found = ids.flatMap((id) => state.catalog.byId.get(id) ?? []);
      const runs = new Map((await toRuns(found, state, context)).map((run) => [run.nativeId, run]));
      return ids.map((id) => runs.get(id) ?? noRun(id, state));
    },

    async getSeries(context, requests) {
      const ids = requests.map(({ runId }) => runId);
      const { catalog, losses } = await archive.stateOf(context, ids);
      return getSeries({ context, catalog, losses, stitched, toUtc: zoneOf }, requests);
    },

    describeSearch,
  };
}

function openWriting(folder: string, archive: Archive) {
  return { runs: createArchiveWriter(folder, archive), models: createModelWriter(folder) };
}

/** The run that an artifact belongs to; none where several may have it. */
function ownersOf(id: string | undefined): readonly string[] {
  const key = id === undefined ? undefined : parseArtifactId(id);
  return key === undefined || key.kind === 'dataset' ? [] : [key.ownerId];
}

/** Projects of runs that were moved have the names that they were given, without a workspace. */
function toOwnProject(nativeId: string): Project {
  return { ...toProject(nativeId), name: nativeId };
}

/** What is said of a page of a list from which something may be missing. */
function partialBy({ losses }: Pick<ArchiveState, 'losses'>): { readonly partial?: string } {
  return losses.message === null ? {} : { partial: losses.message };
}

/** A run that is not there may be in what cannot be read. */
function noRun(id: string, { losses }: ArchiveState): RungraphError | null {
  if (losses.message === null) return null;
  return new RungraphError('NOT_FOUND', `There is no run "${id.slice(0, 200)}" in what can be read. ${losses.message}`);
}

function asStored(time: number): number {
  return time;
}
