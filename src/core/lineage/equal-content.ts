import type { Artifact, WantedDigest } from '../../contract/artifacts.ts';
import { requireGroup } from '../sources/groups.ts';
import { contentOf, type Content, type ContentIndex } from './content-index.ts';
import { artifactNodeOf, type FoundEdge, type FoundNode } from './node.ts';
import type { SourceWalk } from './source-walk.ts';

/** How many artifacts of equal content one lookup at one source reads. */
const mostFound = 1000;

interface Holding {
  readonly node: FoundNode;
  readonly content: Content;
}

/** The nodes that tell what content they hold. */
export function holdingsOf(nodes: readonly FoundNode[]): readonly Holding[] {
  return nodes.flatMap((node) => {
    const content = node.kind === 'Artifact' ? contentOf(node.value) : null;
    return content === null ? [] : [{ node, content }];
  });
}

/**
 * Looks for the content of these artifacts at another source: by digest in about one call where it can be asked, else
 * among what was seen of it. Says what could not be looked for.
 */
export async function lookUpContent(
  walk: SourceWalk,
  holdings: readonly Holding[],
  index: ContentIndex,
): Promise<readonly FoundNode[]> {
  const { source, call } = walk;
  if (source.adapter.artifacts === undefined) return [];
  const foreign = holdings.filter(({ node }) => node.source !== source.id);
  if (foreign.length === 0) return [];
  const { capabilities } = await call.ready();
  const digests = foreign.flatMap(({ content: { digest } }): WantedDigest[] => (digest === null ? [] : [digest]));
  const finds = capabilities.artifacts?.findsDigests === true;
  if (digests.length < foreign.length || !finds) {
    const what = finds ? 'Artifacts without a digest' : 'Artifacts of equal content';
    walk.note(`${what} were looked for only among what was read from here before.`);
  }
  if (!finds || digests.length === 0) return [];
  const wanted = { type: null, name: [], digests, alias: null };
  const page = await call.run('listArtifacts', (adapter, context) =>
    requireGroup(adapter, 'artifacts').listArtifacts(context, {
      projects: null,
      wanted,
      limit: mostFound,
      after: null,
    }),
  );
  walk.scanned(page.items.length);
  if (page.next !== null) walk.note(`Of artifacts with equal content, ${mostFound} and no more were looked at.`);
  if (page.partial !== undefined) walk.note(page.partial);
  index.note(source, page.items);
  return page.items.map((artifact: Artifact) => artifactNodeOf(source.id, artifact));
}

/** SAME_CONTENT links from these artifacts to those of other sources that the index knows. */
export function contentEdges(
  holdings: readonly Holding[],
  index: ContentIndex,
  isConfigured: (source: string) => boolean,
): readonly FoundEdge[] {
  return holdings.flatMap(({ node, content }) =>
    index
      .holders(content)
      .filter(({ source }) => source !== node.source && isConfigured(source))
      .map(({ source, nativeId }): FoundEdge => {
        const { kind, ...from } = { source: node.source, kind: node.kind, nativeId: node.nativeId };
        return {
          kind: 'SAME_CONTENT',
          from: { kind, ...from },
          to: { source, kind: 'Artifact', nativeId },
          evidence: content.evidence,
        };
      }),
  );
}
