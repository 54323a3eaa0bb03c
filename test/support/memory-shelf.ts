import type { Adapter } from '../../src/contract/adapter.ts';
import type { Artifact, OpenFile } from '../../src/contract/artifacts.ts';
import type { CallContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Edge } from '../../src/contract/lineage.ts';
import { compileWanted } from '../../src/core/artifacts/wanted.ts';
import { blankArtifact } from '../../src/kit/blank-artifact.ts';

/** What a tracker in memory keeps beside runs. */
export interface MemoryShelf {
  readonly artifacts: readonly Artifact[];
  readonly edges: readonly Edge[];
  /** By artifact and path, how a file is opened. */
  readonly files?: Readonly<Record<string, () => OpenFile>>;
  /** The most edges of one answer. */
  readonly edgePage?: number;
}

export function artifact(nativeId: string, parts: Partial<Artifact> = {}): Artifact {
  return {
    ...blankArtifact,
    nativeId,
    projectId: null,
    name: nativeId,
    type: 'DATASET',
    nativeType: null,
    uri: null,
    url: null,
    createdAt: null,
    producedById: null,
    ...parts,
  };
}

export function edge(kind: Edge['kind'], from: string, to: string): Edge {
  return { kind, from, to, evidence: null };
}

type Enter = (method: string, context: CallContext) => Promise<void>;

export function shelfGroups(shelf: MemoryShelf, enter: Enter): Pick<Adapter, 'artifacts' | 'lineage'> {
  const { artifacts, edges } = shelf;
  return {
    artifacts: {
      async getArtifacts(context, ids) {
        await enter('getArtifacts', context);
        return ids.map((id) => artifacts.find(({ nativeId }) => nativeId === id) ?? null);
      },
      async listArtifacts(context, { wanted, limit, after }) {
        await enter('listArtifacts', context);
        const found = artifacts.filter(compileWanted(wanted));
        const start = Number(after ?? 0);
        const end = start + limit;
        return { items: found.slice(start, end), next: end < found.length ? String(end) : null };
      },
      async listFiles(context) {
        await enter('listFiles', context);
        return { items: [], next: null };
      },
      async openFile(context, { artifactId, path }) {
        await enter('openFile', context);
        const open = shelf.files?.[`${artifactId}/${path}`];
        if (open === undefined) throw new RungraphError('NOT_FOUND', `There is no file "${path}".`);
        return open();
      },
    },
    lineage: {
      async getEdges(context, requests) {
        await enter('getEdges', context);
        return requests.map(({ node, links, after }) => {
          const own = edges.filter((one) =>
            links.some(({ kind, end }) => one.kind === kind && one[end] === node.nativeId),
          );
          const start = Number(after ?? 0);
          const end = start + (shelf.edgePage ?? 1000);
          return { edges: own.slice(start, end), next: end < own.length ? String(end) : null };
        });
      },
    },
  };
}
