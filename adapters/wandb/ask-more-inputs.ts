import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { ArtifactClient } from './artifacts/artifact-client.ts';
import { runParts } from './artifacts/documents.ts';
import { linksOfProject, type WireVersions } from './artifacts/wire-artifacts.ts';
import type { WandbClient } from './client.ts';
import { linksPerCall } from './documents.ts';
import type { ProjectKey } from './ids.ts';
import { withBetterRuns } from './with-better-runs.ts';
import type { WireRun } from './wire.ts';

/** A run whose list of inputs goes on. */
interface Unread {
  /** As it came. */
  readonly wire: WireRun;
  readonly project: ProjectKey;
  readonly edges: WireVersions['edges'];
  readonly after: string;
}

/** The same client, which also asks for the inputs of runs that used more than come along with them. */
export function askMoreInputs(client: WandbClient, artifacts: ArtifactClient): WandbClient {
  return withBetterRuns(client, async (context, found) => {
    const known = new Map<WireRun, WireRun | RungraphError>();
    let unread = found.flatMap(({ wire, project }) => goOn({ wire, project }, [], wire.inputArtifacts));
    while (unread.length > 0) {
      const answers = await artifacts.ask(context, {
        what: 'RunInputs',
        parts: unread.map(({ wire, project, after }) => ({ project, variables: { r: wire.name, ci: after } })),
        selection: (_part, lacks) => `run(name: $r) { ${runParts.inputs(lacks)} }`,
        shared: { n: linksPerCall },
        schema: linksOfProject,
      });
      unread = unread.flatMap((one, index): readonly Unread[] => {
        const answer = answers[index] ?? null;
        if (isRungraphError(answer)) {
          known.set(one.wire, answer);
          return [];
        }
        const page = answer?.run?.inputArtifacts;
        const edges = [...one.edges, ...(page?.edges ?? [])];
        const pageInfo = { hasNextPage: false, endCursor: null };
        known.set(one.wire, { ...one.wire, inputArtifacts: { edges, pageInfo } });
        return goOn(one, one.edges, page);
      });
    }
    return known;
  });
}

function goOn(
  { wire, project }: Pick<Unread, 'wire' | 'project'>,
  before: WireVersions['edges'],
  page: WireVersions | null | undefined,
): readonly Unread[] {
  const { hasNextPage = false, endCursor } = page?.pageInfo ?? {};
  if (page === null || page === undefined || !hasNextPage || !endCursor) return [];
  return [{ wire, project, edges: [...before, ...page.edges], after: endCursor }];
}
