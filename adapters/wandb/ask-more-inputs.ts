import { isRungraphError, RungraphError } from '../../src/contract/error.ts';
import type { ArtifactClient } from './artifacts/artifact-client.ts';
import { runParts } from './artifacts/documents.ts';
import { linksOfProject, type WireVersions } from './artifacts/wire-artifacts.ts';
import type { WandbClient } from './client.ts';
import { linksPerCall } from './documents.ts';
import { withBetterRuns, type Found } from './with-better-runs.ts';
import type { WireRun } from './wire.ts';

/** A run with the inputs that were read so far, and as it came. */
interface Reading extends Found {
  readonly came: WireRun;
}

/** The same client, which also asks for the inputs of runs that used more than come along with them. */
export function askMoreInputs(client: WandbClient, artifacts: ArtifactClient): WandbClient {
  return withBetterRuns(client, async (context, found) => {
    const known = new Map<WireRun, WireRun | RungraphError>();
    let unread: readonly Reading[] = found.map((one) => ({ ...one, came: one.wire })).filter(goesOn);
    while (unread.length > 0) {
      const answers = await artifacts.ask(context, {
        what: 'RunInputs',
        parts: unread.map(({ project, wire }) => ({ project, variables: { r: wire.name, ci: restOf(wire) } })),
        selection: (_part, lacks) => `run(name: $r) { ${runParts.inputs(lacks)} }`,
        shared: { n: linksPerCall },
        schema: linksOfProject,
      });
      const read = unread.flatMap((one, index): readonly Reading[] => {
        const answer = answers[index] ?? null;
        const wire = isRungraphError(answer) ? answer : readOn(one.wire, answer?.run?.inputArtifacts);
        known.set(one.came, wire);
        return isRungraphError(wire) ? [] : [{ ...one, wire }];
      });
      unread = read.filter(goesOn);
    }
    return known;
  });
}

function goesOn({ wire }: Reading): boolean {
  return wire.inputArtifacts?.pageInfo.hasNextPage ?? false;
}

/** Where the inputs go on that are not read yet. */
function restOf({ inputArtifacts }: WireRun): string | null {
  return inputArtifacts?.pageInfo.endCursor ?? null;
}

/** With one page more. A run that has gone meanwhile, or a server that goes nowhere, is an error: some inputs are not all. */
function readOn(wire: WireRun, page: WireVersions | null | undefined): WireRun | RungraphError {
  const from = restOf(wire);
  if (from !== null && page && !(page.pageInfo.hasNextPage && page.pageInfo.endCursor === from)) {
    const edges = [...(wire.inputArtifacts?.edges ?? []), ...page.edges];
    return { ...wire, inputArtifacts: { edges, pageInfo: page.pageInfo } };
  }
  return new RungraphError('UNAVAILABLE', `The inputs of the run ${wire.name} could not be read to their end.`);
}
