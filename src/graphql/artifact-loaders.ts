import DataLoader from 'dataloader';
import type { Page } from '../contract/page.ts';
import type { Artifact } from '../contract/artifacts.ts';
import { canonicalJson } from '../contract/canonical-json.ts';
import { openMeter } from '../core/call/meter.ts';
import { atSource, isRungraphError, type RungraphError } from '../contract/error.ts';
import type { Model, ModelVersion, VersionsRequest } from '../contract/models.ts';
import type { Environment } from '../contract/provenance.ts';
import type { ContentIndex } from '../core/lineage/content-index.ts';
import { gatherEdges, type LinkRequest } from '../core/lineage/gather-edges.ts';
import type { LoadedEdges } from '../core/lineage/linked-page.ts';
import type { Scope } from '../core/scope.ts';
import { checkLength, loadSlots } from '../core/slots/load-slots.ts';
import { requireGroup } from '../core/sources/groups.ts';
import type { Source } from '../core/sources/source.ts';
import { openCall } from '../core/sources/open-call.ts';
import { reuse } from './reuse.ts';

/** Versions of a model, and what reading them cost together with all that were asked for with them. */
export interface LoadedVersions extends Page<ModelVersion> {
  readonly upstreamCalls: number;
}

/** What one request asks sources for beside runs, gathered into as few calls as they take. Null: there is none. */
export interface ArtifactLoaders {
  artifact(source: Source, nativeId: string): Promise<Artifact | null>;
  edges(source: Source, question: LinkRequest): Promise<LoadedEdges>;
  model(source: Source, nativeId: string): Promise<Model | null>;
  version(source: Source, nativeId: string): Promise<ModelVersion | null>;
  versions(source: Source, request: VersionsRequest): Promise<LoadedVersions>;
  environment(source: Source, runId: string): Promise<Environment | null>;
}

export function createArtifactLoaders(scope: Scope, content: ContentIndex): ArtifactLoaders {
  const artifacts = new Map<string, DataLoader<string, Artifact | null>>();
  const edges = new Map<string, DataLoader<LinkRequest, LoadedEdges, string>>();
  const models = new Map<string, DataLoader<string, Model | null>>();
  const version = new Map<string, DataLoader<string, ModelVersion | null>>();
  const versions = new Map<string, DataLoader<VersionsRequest, LoadedVersions, string>>();
  const environments = new Map<string, DataLoader<string, Environment | null>>();

  function artifactLoader(source: Source): DataLoader<string, Artifact | null> {
    const load = async (ids: readonly string[]) => {
      const slots = await loadSlots({ scope, source }, 'getArtifacts', ids, (adapter, context) =>
        requireGroup(adapter, 'artifacts').getArtifacts(context, ids),
      );
      content.note(
        source,
        slots.flatMap((slot) => (slot === null || isRungraphError(slot) ? [] : [slot])),
      );
      return slots;
    };
    return reuse(artifacts, source.id, () => new DataLoader<string, Artifact | null>(load));
  }

  async function loadEdges(source: Source, questions: readonly LinkRequest[]) {
    const call = openCall(source, scope);
    try {
      const found = checkLength(questions, await gatherEdges(call, questions), 'getEdges');
      return found.map((slot): LoadedEdges | RungraphError => {
        if (isRungraphError(slot)) return atSource(slot, source.id);
        for (const artifact of slot.artifacts) artifactLoader(source).prime(artifact.nativeId, artifact);
        content.note(source, slot.artifacts);
        return { ...slot, upstreamCalls: call.meter.upstreamCalls };
      });
    } finally {
      call.close();
    }
  }

  return {
    artifact: (source, nativeId) => artifactLoader(source).load(nativeId),

    edges(source, question) {
      const load = (questions: readonly LinkRequest[]) => loadEdges(source, questions);
      const make = () => new DataLoader<LinkRequest, LoadedEdges, string>(load, { cacheKeyFn: canonicalJson });
      return reuse(edges, source.id, make).load(question);
    },

    model(source, nativeId) {
      const load = (ids: readonly string[]) =>
        loadSlots({ scope, source }, 'getModels', ids, (adapter, context) =>
          requireGroup(adapter, 'models').getModels(context, ids),
        );
      return reuse(models, source.id, () => new DataLoader<string, Model | null>(load)).load(nativeId);
    },

    version(source, nativeId) {
      const load = (ids: readonly string[]) =>
        loadSlots({ scope, source }, 'getVersions', ids, (adapter, context) =>
          requireGroup(adapter, 'models').getVersions(context, ids),
        );
      return reuse(version, source.id, () => new DataLoader<string, ModelVersion | null>(load)).load(nativeId);
    },

    versions(source, request) {
      const load = async (requests: readonly VersionsRequest[]) => {
        const meter = openMeter();
        const slots = await loadSlots({ scope, source, meter }, 'listVersions', requests, (adapter, context) =>
          requireGroup(adapter, 'models').listVersions(context, requests),
        );
        return slots.map((slot) => (isRungraphError(slot) ? slot : { ...slot, upstreamCalls: meter.upstreamCalls }));
      };
      const make = () => new DataLoader<VersionsRequest, LoadedVersions, string>(load, { cacheKeyFn: canonicalJson });
      return reuse(versions, source.id, make).load(request);
    },

    environment(source, runId) {
      if (source.adapter.environments === undefined) return Promise.resolve(null);
      const load = (ids: readonly string[]) =>
        loadSlots({ scope, source }, 'getEnvironments', ids, (adapter, context) =>
          requireGroup(adapter, 'environments').getEnvironments(context, ids),
        );
      return reuse(environments, source.id, () => new DataLoader<string, Environment | null>(load)).load(runId);
    },
  };
}
