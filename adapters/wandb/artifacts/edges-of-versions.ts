import type { z } from 'zod';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Edge, EdgePage, EdgeRequest } from '../../../src/contract/lineage.ts';
import { nextCursor } from '../next-cursor.ts';
import { orError } from '../or-error.ts';
import { isRegistry, parseModelVersionId } from '../registry/registry-ids.ts';
import { partOf, type ArtifactAccess } from './artifact-access.ts';
import type { Part } from './artifact-client.ts';
import { parseVersionId, versionIdOf } from './artifact-ids.ts';
import { ofVersion, versionFields, versionParts } from './documents.ts';
import { asks, noEdges, type EdgeSlot } from './edge-requests.ts';
import { runIdIn, toArtifact } from './to-artifact.ts';
import { usersOfProject, versionOfProject } from './wire-artifacts.ts';

type Answers = readonly (readonly [EdgeRequest, EdgeSlot])[];

interface VersionPart extends Part {
  readonly request: EdgeRequest;
}

/** Runs of one request that used a version. */
const usersPerCall = 100;

/** Who made versions, who used them, and what they are registered as, by one request for all of them. */
export async function edgesOfVersions(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<Answers> {
  const parts = requests.flatMap((request): readonly VersionPart[] => {
    const version = parseVersionId(request.node.nativeId);
    if (version === undefined) return [];
    const { project, variables } = partOf(version);
    return [{ request, project, variables: { ...variables, c: request.after } }];
  });
  const answers = await access.client.ask(access.context, {
    what: 'ArtifactLinks',
    parts,
    selection: ({ request }) => ofVersion(selection(request)),
    shared: { n: usersPerCall },
    schema: usersOfProject,
  });
  return parts.map(({ request }, index) => {
    const answer = answers[index] ?? null;
    if (isRungraphError(answer)) return [request, answer];
    const artifact = answer?.artifactCollectionMembership?.artifact;
    return [request, artifact ? orError(() => toPage(request, artifact)) : noEdges];
  });
}

/** Maker and places are told at the beginning; users page by page. */
function selection(request: EdgeRequest): string {
  const first = request.after === null;
  return [
    'state',
    first && asks(request, 'PRODUCED', 'to') ? versionParts.maker : '',
    asks(request, 'USED', 'to') ? versionParts.users : '',
    first && asks(request, 'REGISTERED_AS', 'from') ? versionParts.places : '',
  ].join(' ');
}

type Users = NonNullable<
  NonNullable<NonNullable<z.infer<typeof usersOfProject>>['artifactCollectionMembership']>['artifact']
>;

function toPage({ node, after }: EdgeRequest, { createdBy, usedBy, artifactMemberships }: Users): EdgePage {
  const id = node.nativeId;
  const maker = runIdIn(createdBy);
  const users = (usedBy?.edges ?? []).map((edge) => runIdIn(edge.node));
  const edges: Edge[] = [
    ...(maker === null ? [] : [{ kind: 'PRODUCED', from: maker, to: id, evidence: 'output artifact' } as const]),
    ...users.flatMap((from) =>
      from === null ? [] : [{ kind: 'USED', from, to: id, evidence: 'input artifact' } as const],
    ),
    ...placesOf(artifactMemberships).map((to) => {
      return { kind: 'REGISTERED_AS', from: id, to, evidence: 'linked to a registry' } as const;
    }),
  ];
  const hidden = users.filter((user) => user === null).length;
  return {
    edges,
    next: nextCursor('runs that used the artifact', usedBy?.pageInfo, after),
    ...(hidden === 0
      ? {}
      : {
          partial: `${hidden} ${hidden === 1 ? 'run that used the artifact is' : 'runs that used the artifact are'} gone, or the key may not see them.`,
        }),
  };
}

/** The versions of registered models that it is. Links to collections of other projects make none. */
function placesOf(memberships: Users['artifactMemberships']): readonly string[] {
  return (memberships?.edges ?? []).flatMap(({ node }) => {
    const { versionIndex: index, artifactCollection: at } = node ?? {};
    if (index === null || index === undefined || !at?.project || !isRegistry(at.project.name)) return [];
    const { name: project, entity } = at.project;
    return [versionIdOf({ entity: entity.name, project, collection: at.name, index })];
  });
}

/** What versions of registered models were registered from. */
export async function edgesOfModelVersions(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<Answers> {
  const parts = requests.flatMap((request): readonly VersionPart[] => {
    const key = parseModelVersionId(request.node.nativeId);
    return key === undefined || !asks(request, 'REGISTERED_AS', 'to') ? [] : [{ request, ...partOf(key) }];
  });
  const answers = await access.client.ask(access.context, {
    what: 'RegisteredArtifacts',
    parts,
    selection: (_part, lacks) => ofVersion(versionFields(lacks)),
    schema: versionOfProject,
  });
  return parts.map(({ request }, index) => {
    const answer = answers[index] ?? null;
    if (isRungraphError(answer)) return [request, answer];
    const wire = answer?.artifactCollectionMembership?.artifact;
    const artifact = wire ? toArtifact(access.pagesUrl, wire) : undefined;
    if (artifact === undefined) return [request, noEdges];
    const to = request.node.nativeId;
    const edge = { kind: 'REGISTERED_AS', from: artifact.nativeId, to, evidence: 'linked to a registry' } as const;
    return [request, { edges: [edge], next: null, artifacts: [artifact] }];
  });
}
