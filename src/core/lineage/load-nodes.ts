import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { LineageNodeKind } from '../../contract/lineage.ts';
import { requireGroup } from '../sources/groups.ts';
import { artifactNodeOf, runNodeOf, versionNodeOf, type FoundNode, type NodeRef } from './node.ts';
import type { SourceWalk } from './source-walk.ts';

/** Reads nodes of one source, a call for each kind of them. What is not there any more is said in the report. */
export async function loadNodes(walk: SourceWalk, refs: readonly NodeRef[]): Promise<readonly FoundNode[]> {
  const kinds: readonly LineageNodeKind[] = ['Run', 'Artifact', 'ModelVersion'];
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const ids = refs.filter((ref) => ref.kind === kind).map(({ nativeId }) => nativeId);
      return ids.length === 0 ? [] : walk.attempt([], () => loadKind(walk, kind, ids));
    }),
  );
  return found.flat();
}

async function loadKind(
  walk: SourceWalk,
  kind: LineageNodeKind,
  ids: readonly string[],
): Promise<readonly FoundNode[]> {
  const { call, source } = walk;
  switch (kind) {
    case 'Run':
      return toNodes(await call.run('getRuns', (adapter, context) => adapter.getRuns(context, ids)), runNodeOf);
    case 'Artifact':
      return toNodes(
        await call.run('getArtifacts', (adapter, context) =>
          requireGroup(adapter, 'artifacts').getArtifacts(context, ids),
        ),
        artifactNodeOf,
      );
    case 'ModelVersion':
      return toNodes(
        await call.run('getVersions', (adapter, context) => requireGroup(adapter, 'models').getVersions(context, ids)),
        versionNodeOf,
      );
  }

  function toNodes<T>(
    slots: readonly (T | RungraphError | null)[],
    toNode: (source: string, value: T) => FoundNode,
  ): readonly FoundNode[] {
    walk.scanned(slots.length);
    return slots.flatMap((slot) => {
      if (slot === null) walk.note('Some of what is linked is not there any more, and is left out.');
      else if (isRungraphError(slot)) walk.fail(slot);
      else return [toNode(source.id, slot)];
      return [];
    });
  }
}
