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

/** Where the inputs go on that are not read yet; null at their end. */
function restOf({ inputArtifacts }: WireRun): string | null {
  const { hasNextPage = false, endCursor = null } = inputArtifacts?.pageInfo ?? {};
  return hasNextPage ? endCursor : null;
}

function goesOn({ wire }: Reading): boolean {
  return restOf(wire) !== null;
}

/** With one page more. A run that has gone meanwhile, or a server that goes nowhere, is an error: some inputs are not all. */
function readOn(wire: WireRun, page: WireVersions | null | undefined): WireRun | RungraphError {
  const edges = [...(wire.inputArtifacts?.edges ?? []), ...(page?.edges ?? [])];
  const read = { ...wire, inputArtifacts: { edges, pageInfo: page?.pageInfo ?? { hasNextPage: false } } };
  if (page && restOf(read) !== restOf(wire)) return read;
  return new RungraphError('UNAVAILABLE', `The inputs of the run ${wire.name} could not be read to their end.`);
}
