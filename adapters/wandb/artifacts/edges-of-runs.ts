import { z } from 'zod';
import type { Artifact } from '../../../src/contract/artifacts.ts';
import { isRungraphError, RungraphError } from '../../../src/contract/error.ts';
import type { Edge, EdgePage, EdgeRequest } from '../../../src/contract/lineage.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { linksPerCall } from '../documents.ts';
import { parseRunId, type RunKey } from '../ids.ts';
import { nextCursor } from '../next-cursor.ts';
import { orError } from '../or-error.ts';
import type { Lacks } from '../send.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { Part } from './artifact-client.ts';
import { runParts } from './documents.ts';
import { asks, noEdges, type EdgeSlot } from './edge-requests.ts';
import { isHidden, toArtifact, toFilesArtifact } from './to-artifact.ts';
import { linksOfProject, type WireVersions } from './wire-artifacts.ts';

/** Where the rest of each list starts; without a member it is not asked for, or at its end. */
const position = z.strictObject({
  inputs: z.string().nullable().optional(),
  outputs: z.string().nullable().optional(),
});
type Position = z.infer<typeof position>;

interface RunPart extends Part {
  readonly request: EdgeRequest;
  readonly run: RunKey;
  readonly start: Position;
}

/** What runs used and made, by one request for all of them. */
export async function edgesOfRuns(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly (readonly [EdgeRequest, EdgeSlot])[]> {
  const parts = requests.flatMap((request): readonly RunPart[] => {
    const run = parseRunId(request.node.nativeId);
    if (run === undefined) return [];
    const { run: r, ...project } = run;
    const start = startOf(request);
    return [{ request, run, start, project, variables: { r, ci: start.inputs, co: start.outputs } }];
  });
  const answers = await access.client.ask(access.context, {
    what: 'RunLinks',
    parts,
    selection,
    shared: { n: linksPerCall },
    schema: linksOfProject,
  });
  return parts.map((part, index) => {
    const answer = answers[index] ?? null;
    if (isRungraphError(answer)) return [part.request, answer];
    const links = answer?.run;
    return [part.request, links ? orError(() => toPage(access, part, links)) : noEdges];
  });
}

function startOf(request: EdgeRequest): Position {
  if (request.after === null) {
    return {
      ...(asks(request, 'USED', 'from') ? { inputs: null } : {}),
      ...(asks(request, 'PRODUCED', 'from') ? { outputs: null } : {}),
    };
  }
  const parsed = position.safeParse(parseJson(request.after));
  if (!parsed.success) throw new RungraphError('INVALID_QUERY', 'The page position is unknown.');
  return parsed.data;
}

function selection({ start }: RunPart, lacks: Lacks): string {
  const inputs = start.inputs === undefined ? '' : runParts.inputs(lacks);
  const outputs = start.outputs === undefined ? '' : runParts.outputs(lacks);
  return `run(name: $r) { name ${inputs} ${outputs} }`;
}

type Links = NonNullable<NonNullable<z.infer<typeof linksOfProject>>['run']>;

function toPage({ pagesUrl }: ArtifactAccess, { request, run, start }: RunPart, links: Links): EdgePage {
  const id = request.node.nativeId;
  const edges: Edge[] = [];
  const artifacts: Artifact[] = [];
  const add = (kind: 'USED' | 'PRODUCED', artifact: Artifact, evidence: string): void => {
    edges.push({ kind, from: id, to: artifact.nativeId, evidence });
    artifacts.push(artifact);
  };
  for (const { node, usedAs } of links.inputArtifacts?.edges ?? []) {
    const artifact = node ? toArtifact(pagesUrl, node) : undefined;
    if (artifact !== undefined) add('USED', artifact, usedAs ? `input as ${usedAs}` : 'input artifact');
  }
  if (start.outputs === null && Number(links.fileCount ?? 0) > 0) {
    add('PRODUCED', toFilesArtifact(pagesUrl, run, links.createdAt), 'files of the run');
  }
  for (const { node } of links.outputArtifacts?.edges ?? []) {
    const artifact = node ? toArtifact(pagesUrl, node) : undefined;
    if (artifact !== undefined) add('PRODUCED', artifact, 'output artifact');
  }
  const all = [...(links.inputArtifacts?.edges ?? []), ...(links.outputArtifacts?.edges ?? [])];
  const hidden = all.filter(({ node }) => isHidden(node)).length;
  const rest: Position = {
    ...goOn('inputs', links.inputArtifacts, start),
    ...goOn('outputs', links.outputArtifacts, start),
  };
  return {
    edges,
    artifacts,
    next: Object.keys(rest).length === 0 ? null : JSON.stringify(rest),
    ...(hidden === 0
      ? {}
      : {
          partial: `${hidden} ${hidden === 1 ? 'artifact of the run is' : 'artifacts of the run are'} gone, or the key may not see them.`,
        }),
  };
}

function goOn(list: keyof Position, versions: WireVersions | null | undefined, start: Position): Position {
  const next = nextCursor(`${list} of the run`, versions?.pageInfo, start[list] ?? null);
  return next === null ? {} : { [list]: next };
}
