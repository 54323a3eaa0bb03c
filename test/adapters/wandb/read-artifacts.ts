import { text } from 'node:stream/consumers';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { Artifact, ArtifactFile } from '../../../src/contract/artifacts.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { EdgePage, EdgeRequest, LineageNode, Link } from '../../../src/contract/lineage.ts';
import { callContext } from '../../support/call-context.ts';
import { wholeCall } from './open-adapter.ts';

/** Every artifact, in pages of so many. */
export async function listAll(adapter: Adapter | undefined, limit: number): Promise<readonly Artifact[]> {
  const found: Artifact[] = [];
  if (adapter?.artifacts === undefined) throw new Error('no artifacts');
  const wanted = { type: null, name: [], digests: null, alias: null };
  let after: string | null = null;
  do {
    const page = await adapter.artifacts.listArtifacts(wholeCall(adapter), { projects: null, wanted, limit, after });
    if (page.items.length > limit) throw new Error('a page is longer than its limit');
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

/** Every file of an artifact, with its text, or the code and the last word of why it has none. */
export async function readFiles(
  adapter: Adapter | undefined,
  artifactId: string,
): Promise<readonly (ArtifactFile & { readonly text: string })[]> {
  const reader = adapter?.artifacts;
  if (reader === undefined) throw new Error('no artifacts');
  const request = { artifactId, projectId: null, path: '', recursive: true, limit: 1000, after: null };
  const { items } = await reader.listFiles(callContext(), request);
  return Promise.all(
    items.map(async (file) => {
      try {
        const opened = await reader.openFile(callContext(), { artifactId, path: file.path, range: null });
        return { ...file, text: 'outOfRange' in opened ? 'out of range' : await text(opened.body) };
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        return { ...file, text: `${error.code} ${error.message.split(' ').at(-1) ?? ''}` };
      }
    }),
  );
}

const links: Readonly<Record<LineageNode['kind'], readonly Link[]>> = {
  Run: [
    { kind: 'USED', end: 'from' },
    { kind: 'PRODUCED', end: 'from' },
  ],
  Artifact: [
    { kind: 'USED', end: 'to' },
    { kind: 'PRODUCED', end: 'to' },
    { kind: 'REGISTERED_AS', end: 'from' },
  ],
  ModelVersion: [{ kind: 'REGISTERED_AS', end: 'to' }],
};

/** One page of every link of each node. */
export async function edgesOf(
  adapter: Adapter | undefined,
  nodes: readonly LineageNode[],
): Promise<readonly EdgePage[]> {
  const requests = nodes.map((node): EdgeRequest => ({ node, links: links[node.kind], limit: 1000, after: null }));
  return readEdges(adapter, requests);
}

export async function readEdges(
  adapter: Adapter | undefined,
  requests: readonly EdgeRequest[],
): Promise<readonly EdgePage[]> {
  const pages = (await adapter?.lineage?.getEdges(callContext(), requests)) ?? [];
  return pages.map((page) => {
    if (isRungraphError(page)) throw page;
    return page;
  });
}

/** The same as lines. */
export async function linksOf(adapter: Adapter | undefined, nodes: readonly LineageNode[]): Promise<string[]> {
  const pages = await edgesOf(adapter, nodes);
  return pages.flatMap(({ edges }) => edges.map(({ kind, from, to }) => `${from} ${kind} ${to}`));
}
