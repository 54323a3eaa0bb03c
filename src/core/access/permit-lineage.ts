import { isRungraphError } from '../../contract/error.ts';
import { edgeEnds, type Edge, type EdgePage, type LineageNode, type LineageReader } from '../../contract/lineage.ts';
import type { SourceContext } from '../call/source-context.ts';
import { viewOf } from './view.ts';
import type { Visible } from './visible.ts';

const none: EdgePage = { edges: [], next: null };

/** A link is there where both of its ends may be seen. */
export function permitLineage(reader: LineageReader<SourceContext>, visible: Visible): LineageReader<SourceContext> {
  /** Whether each of these nodes may be seen: one reading for each kind. */
  async function seenOf(context: SourceContext, nodes: readonly LineageNode[]) {
    const idsOf = (kind: LineageNode['kind']): readonly string[] =>
      nodes.flatMap((node) => (node.kind === kind ? [node.nativeId] : []));
    const [runs, artifacts, versions] = await Promise.all([
      visible.runs(context, idsOf('Run')),
      visible.loadArtifacts(context, idsOf('Artifact')),
      visible.loadVersions(context, idsOf('ModelVersion')),
    ]);
    const by = { Run: runs, Artifact: artifacts, ModelVersion: versions };
    return ({ kind, nativeId }: LineageNode): boolean => by[kind].has(nativeId);
  }

  return {
    async getEdges(context, requests) {
      if ((await viewOf(context)) === null) return reader.getEdges(context, requests);
      const isSeen = await seenOf(
        context,
        requests.map(({ node }) => node),
      );
      const allowed = requests.filter(({ node }) => isSeen(node));
      const answers = allowed.length === 0 ? [] : await reader.getEdges(context, allowed);
      const pages = answers.flatMap((answer) => (isRungraphError(answer) ? [] : [answer]));
      const isEndSeen = await seenOf(
        context,
        pages.flatMap(({ edges }) => edges.flatMap(endsOf)),
      );
      const cut = ({ edges, artifacts, versions, ...rest }: EdgePage): EdgePage => ({
        ...rest,
        edges: edges.filter((edge) => endsOf(edge).every(isEndSeen)),
        // What came along is read again by its id, where somebody may see it.
        ...(artifacts && { artifacts: artifacts.filter(({ nativeId }) => isEndSeen({ kind: 'Artifact', nativeId })) }),
        ...(versions && { versions: versions.filter(({ nativeId }) => isEndSeen({ kind: 'ModelVersion', nativeId })) }),
      });
      const found = new Map(allowed.map((request, place) => [request, answers[place]]));
      return requests.map((request) => {
        const answer = found.get(request);
        if (answer === undefined) return none;
        return isRungraphError(answer) ? answer : cut(answer);
      });
    },
  };
}

function endsOf({ kind, from, to }: Edge): readonly LineageNode[] {
  const ends = edgeEnds[kind];
  return [
    { kind: ends.from, nativeId: from },
    { kind: ends.to, nativeId: to },
  ];
}
