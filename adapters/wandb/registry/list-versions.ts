import type { Page } from '../../../src/contract/page.ts';
import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { ModelVersion, VersionsRequest } from '../../../src/contract/models.ts';
import { partOf } from '../artifacts/artifact-access.ts';
import type { Part } from '../artifacts/artifact-client.ts';
import { parseVersionId } from '../artifacts/artifact-ids.ts';
import { versionFields } from '../artifacts/documents.ts';
import { nextCursor } from '../next-cursor.ts';
import { orError } from '../or-error.ts';
import type { Lacks } from '../send.ts';
import { parseModelId, parseModelVersionId, type ModelKey } from './registry-ids.ts';
import type { RegistryAccess } from './search-models.ts';
import { toVersion } from './to-registry.ts';
import { versionOfModel, versionsOfModel } from './wire-registry.ts';

type Slot<T> = T | RungraphError;

/** Versions of one request and model. */
const versionsPerCall = 500;

const fields = (lacks: Lacks): string => `${versionFields(lacks)} tags { name }`;

/** A page of each model's versions. All of them are read: in which order the server sends them is not documented. */
export async function listVersions(
  access: RegistryAccess,
  requests: readonly VersionsRequest[],
): Promise<readonly Slot<Page<ModelVersion>>[]> {
  const all = await readAll(access, [...new Set(requests.map(({ modelId }) => modelId))]);
  return requests.map(({ modelId, limit, after }): Slot<Page<ModelVersion>> => {
    const versions = all.get(modelId) ?? [];
    if (isRungraphError(versions)) return versions;
    const sorted = versions.toSorted((a, b) => numberOf(b.nativeId) - numberOf(a.nativeId));
    const rest = after === null ? sorted : sorted.filter(({ nativeId }) => numberOf(nativeId) < Number(after));
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    const next = rest.length > items.length && last !== undefined ? String(numberOf(last.nativeId)) : null;
    return { items, next };
  });
}

function numberOf(versionId: string): number {
  return parseVersionId(versionId)?.index ?? -1;
}

type Versions = Slot<readonly ModelVersion[]>;

interface ModelPart extends Part {
  readonly id: string;
  readonly key: ModelKey;
  readonly variables: { readonly a: string; readonly c: string | null };
}

/** Every version of some models, by model: a request for all of them, and more for those that go on. */
async function readAll(access: RegistryAccess, modelIds: readonly string[]): Promise<ReadonlyMap<string, Versions>> {
  const found = new Map<string, Versions>();
  let left = modelIds.flatMap((id): readonly ModelPart[] => {
    const key = parseModelId(id);
    return key === undefined ? [] : [{ id, key, project: key, variables: { a: key.collection, c: null } }];
  });
  while (left.length > 0) {
    const parts = left;
    const answers = await access.client.ask(access.context, {
      what: 'ModelVersions',
      parts,
      selection: (_part, lacks) => `artifactCollection(name: $a) { artifacts(first: $n, after: $c) {
        edges { version node { ${fields(lacks)} } } pageInfo { endCursor hasNextPage } } }`,
      shared: { n: versionsPerCall },
      schema: versionsOfModel,
    });
    left = [];
    for (const [index, part] of parts.entries()) {
      const { id, key, variables } = part;
      const answer = answers[index] ?? null;
      const known = found.get(id) ?? [];
      if (isRungraphError(answer) || isRungraphError(known)) {
        found.set(id, isRungraphError(answer) ? answer : known);
        continue;
      }
      const page = answer?.artifactCollection?.artifacts;
      const news = (page?.edges ?? []).flatMap(({ version, node }) => {
        const number = /^v(\d+)$/.exec(version ?? '')?.[1];
        return node && number !== undefined ? (toVersion(access.pagesUrl, key, Number(number), node) ?? []) : [];
      });
      const next = orError(() => nextCursor('versions of the model', page?.pageInfo, variables.c));
      found.set(id, isRungraphError(next) ? next : [...known, ...news]);
      if (typeof next === 'string') left.push({ ...part, variables: { ...variables, c: next } });
    }
  }
  return found;
}

export async function getVersions(access: RegistryAccess, ids: readonly string[]) {
  const { client, context, pagesUrl } = access;
  const parts = [...new Set(ids)].flatMap((id) => {
    const key = parseModelVersionId(id);
    return key === undefined ? [] : [{ id, key, ...partOf(key) }];
  });
  const answers = await client.ask(context, {
    what: 'ModelVersionsById',
    parts,
    selection: (_part, lacks) =>
      `artifactCollectionMembership(name: $v) { versionIndex artifact { ${fields(lacks)} } }`,
    schema: versionOfModel,
  });
  const found = new Map(
    parts.map(({ id, key }, index): readonly [string, ModelVersion | RungraphError | null] => {
      const answer = answers[index] ?? null;
      if (isRungraphError(answer)) return [id, answer];
      const wire = answer?.artifactCollectionMembership?.artifact;
      return [id, wire ? (toVersion(pagesUrl, key, key.index, wire) ?? null) : null];
    }),
  );
  return ids.map((id) => found.get(id) ?? null);
}
