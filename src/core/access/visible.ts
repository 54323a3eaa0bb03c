import type { Artifact } from '../../contract/artifacts.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { EdgeRequest } from '../../contract/lineage.ts';
import type { ModelVersion } from '../../contract/models.ts';
import { emptyProjection } from '../../contract/projection.ts';
import type { SourceAdapter, SourceContext } from '../call/source-context.ts';
import { viewOf } from './view.ts';

/**
 * What of the things that hang on runs a caller may see. Asked only for callers who may not see all of a source. It
 * reads by way of the cache, in as few calls as there are kinds of things.
 */
export interface Visible {
  /** Those of these runs that may be seen. */
  runs(context: SourceContext, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Native ids of those of these artifacts that may be seen. */
  artifacts(context: SourceContext, artifacts: readonly Artifact[]): Promise<ReadonlySet<string>>;
  /** Reads artifacts and leaves out what may not be seen. */
  loadArtifacts(context: SourceContext, ids: readonly string[]): Promise<ReadonlyMap<string, Artifact>>;
  /** Native ids of those of these versions that may be seen. */
  versions(context: SourceContext, versions: readonly ModelVersion[]): Promise<ReadonlySet<string>>;
  /** Reads versions and leaves out what may not be seen. */
  loadVersions(context: SourceContext, ids: readonly string[]): Promise<ReadonlyMap<string, ModelVersion>>;
}

const nothing: ReadonlySet<string> = new Set();

export function openVisible(adapter: SourceAdapter): Visible {
  async function runs(context: SourceContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const wanted = [...new Set(ids)].sort();
    const view = await viewOf(context);
    if (view === null) return new Set(wanted);
    if (wanted.length === 0) return nothing;
    const slots = await adapter.getRuns({ ...context, projection: emptyProjection }, wanted);
    const allowed = slots.map((slot) => slot !== null && !isRungraphError(slot) && view.has(slot.projectId));
    return new Set(wanted.filter((_id, place) => allowed[place] === true));
  }

  /** By artifact, the runs that made or used it: what belongs to no single project belongs to those of all of them. */
  async function runsAround(context: SourceContext, artifacts: readonly Artifact[]) {
    const around = new Map(artifacts.map(({ nativeId, producedById: id }) => [nativeId, id === null ? [] : [id]]));
    const { lineage } = adapter;
    const loose = artifacts.filter(({ producedById }) => producedById === null);
    if (lineage === undefined || loose.length === 0) return around;
    const requests = loose.map(({ nativeId }): EdgeRequest => {
      const links = (['USED', 'PRODUCED'] as const).map((kind) => ({ kind, end: 'to' as const }));
      return { node: { kind: 'Artifact', nativeId }, links, limit: 1000, after: null };
    });
    const pages = await lineage.getEdges(context, requests);
    loose.forEach(({ nativeId }, place) => {
      const page = pages[place];
      if (page !== undefined && !isRungraphError(page)) {
        around.set(
          nativeId,
          page.edges.map(({ from }) => from),
        );
      }
    });
    return around;
  }

  async function artifacts(context: SourceContext, all: readonly Artifact[]): Promise<ReadonlySet<string>> {
    const view = await viewOf(context);
    if (view === null) return new Set(all.map(({ nativeId }) => nativeId));
    const around = await runsAround(
      context,
      all.filter(({ projectId }) => projectId === null),
    );
    const seen = await runs(context, [...around.values()].flat());
    const may = ({ nativeId, projectId }: Artifact): boolean =>
      projectId === null ? (around.get(nativeId) ?? []).some((id) => seen.has(id)) : view.has(projectId);
    return new Set(all.filter(may).map(({ nativeId }) => nativeId));
  }

  async function loadArtifacts(context: SourceContext, ids: readonly string[]) {
    const wanted = [...new Set(ids)].sort();
    if (adapter.artifacts === undefined || wanted.length === 0) return new Map<string, Artifact>();
    const slots = await adapter.artifacts.getArtifacts(context, wanted);
    const found = slots.flatMap((slot) => (slot === null || isRungraphError(slot) ? [] : [slot]));
    const seen = await artifacts(context, found);
    return new Map(found.filter(({ nativeId }) => seen.has(nativeId)).map((one) => [one.nativeId, one]));
  }

  async function versions(context: SourceContext, all: readonly ModelVersion[]): Promise<ReadonlySet<string>> {
    const seenRuns = await runs(
      context,
      all.flatMap(({ runId }) => runId ?? []),
    );
    const seenArtifacts = await loadArtifacts(
      context,
      all.flatMap(({ runId, artifactId }) => (runId === null ? (artifactId ?? []) : [])),
    );
    const may = ({ runId, artifactId }: ModelVersion): boolean =>
      runId === null ? artifactId !== null && seenArtifacts.has(artifactId) : seenRuns.has(runId);
    return new Set(all.filter(may).map(({ nativeId }) => nativeId));
  }

  return {
    runs,
    artifacts,
    loadArtifacts,
    versions,
    async loadVersions(context, ids) {
      const wanted = [...new Set(ids)].sort();
      if (adapter.models === undefined || wanted.length === 0) return new Map();
      const slots = await adapter.models.getVersions(context, wanted);
      const found = slots.flatMap((slot) => (slot === null || isRungraphError(slot) ? [] : [slot]));
      const seen = await versions(context, found);
      return new Map(found.filter(({ nativeId }) => seen.has(nativeId)).map((one) => [one.nativeId, one]));
    },
  };
}
