import { z } from 'zod';
import type { Page } from '../../../src/contract/page.ts';
import { isRungraphError, RungraphError } from '../../../src/contract/error.ts';
import type { Model, ModelSearch, ModelVersion, VersionsRequest } from '../../../src/contract/models.ts';
import { byNumber, toModel, toModelVersion, type RegistryEntry } from '../to-registry.ts';
import { allProjects, type ArtifactAccess } from './artifacts/artifact-access.ts';
import { findHolders, toHolder, type FoundHolder } from './artifacts/find-holders.ts';
import { heldBy } from './artifacts/held-by.ts';
import { pageOfHolders } from './artifacts/page-of-holders.ts';
import { chunksOf } from './find-entries.ts';
import { anyOf, field, quoted } from './nql.ts';
import { creationPosition } from './creation-position.ts';
import { mostEntries, splitRunId, unknownPosition } from './run-access.ts';
import { attributesOf } from './to-run.ts';

/** @throws UNSUPPORTED where servers have no registry, which is not an empty one. */
function requireRegistry({ line }: ArtifactAccess): void {
  if (line === '3.x') throw new RungraphError('UNSUPPORTED', 'Neptune 3.x has no model registry.');
}

const position = z.object({ project: z.string(), place: creationPosition.nullable() });

/** Project by project, oldest first: a call for each, and more where a page ends in one. */
export async function searchModels(
  access: ArtifactAccess,
  { search, limit, after }: ModelSearch,
): Promise<Page<Model>> {
  requireRegistry(access);
  const start = after === null ? null : readPosition(after);
  const items: Model[] = [];
  for (const project of await allProjects(access)) {
    if (start !== null && project < start.project) continue;
    let from = (start?.project === project ? start.place : null) ?? undefined;
    for (let ended = false; !ended;) {
      if (items.length >= limit) return { items, next: JSON.stringify({ project, place: from ?? null }) };
      const asked = { scope: 'models', project, paths: null, limit: limit - items.length, from } as const;
      const page = await pageOfHolders(access, asked);
      const models = page.holders.map((holder) => toModel(toEntry(holder)));
      const wanted = search?.toLowerCase() ?? '';
      items.push(...models.filter(({ name }) => name.toLowerCase().includes(wanted)));
      from = page.last;
      ended = page.ended;
    }
  }
  return { items, next: null };
}

export async function getModels(
  access: ArtifactAccess,
  ids: readonly string[],
): Promise<readonly (Model | RungraphError | null)[]> {
  requireRegistry(access);
  return getEach(access, 'models', ids, (holder) => toModel(toEntry(holder)));
}

/** A call for each project: all versions of the models that were asked for. */
export async function listVersions(
  access: ArtifactAccess,
  requests: readonly VersionsRequest[],
): Promise<readonly (Page<ModelVersion> | RungraphError)[]> {
  requireRegistry(access);
  const failed = new Map<string, RungraphError>();
  const found = await Promise.all(
    chunksOf(requests.map(({ modelId }) => modelId)).map(async ({ project, runs }) => {
      try {
        return await versionsOf(access, project, runs);
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        if (error.code !== 'NOT_FOUND') failed.set(project, error);
        return [];
      }
    }),
  );
  const versions = found.flat();
  return requests.map(({ modelId, limit, after }) => {
    const error = failed.get(splitRunId(modelId)?.project ?? '');
    if (error !== undefined) return error;
    const all = versions.filter((version) => version.modelId === modelId).sort(byNumber);
    const start = after === null ? 0 : all.findIndex(({ nativeId }) => nativeId === after) + 1;
    const items = all.slice(start, start + limit);
    return { items, next: start + limit < all.length ? (items.at(-1)?.nativeId ?? null) : null };
  });
}

/** @throws UNSUPPORTED where they are more than a server sends. */
async function versionsOf(
  access: ArtifactAccess,
  project: string,
  models: readonly string[],
): Promise<readonly ModelVersion[]> {
  const entries = await access.client.searchEntries(access.context, {
    project,
    query: anyOf(models.map((model) => `${field('sys/model_id', 'string')} = ${quoted(model)}`)),
    descending: true,
    limit: mostEntries,
    attributes: null,
    types: ['modelVersion'],
  });
  if (entries.length >= mostEntries) {
    throw new RungraphError('UNSUPPORTED', `${project} has more than ${mostEntries} versions of the models asked for.`);
  }
  return entries.flatMap(({ attributes }) => {
    const holder = toHolder(access, 'model_versions', project, attributes);
    return holder === undefined ? [] : toVersion(holder);
  });
}

export async function getVersions(
  access: ArtifactAccess,
  ids: readonly string[],
): Promise<readonly (ModelVersion | RungraphError | null)[]> {
  requireRegistry(access);
  return getEach(access, 'model_versions', ids, toVersion);
}

/** What was found under each id, in order; null for what is not there. */
async function getEach<T>(
  access: ArtifactAccess,
  kind: Parameters<typeof findHolders>[1],
  ids: readonly string[],
  make: (holder: FoundHolder) => T,
): Promise<readonly (T | RungraphError | null)[]> {
  const found = await findHolders(access, kind, ids);
  return ids.map((id) => {
    const holder = found.get(id);
    return holder === undefined || isRungraphError(holder) ? (holder ?? null) : make(holder);
  });
}

function toVersion(holder: FoundHolder): ModelVersion {
  return toModelVersion(toEntry(holder), heldBy(holder));
}

function toEntry({ nativeId, project, attributes }: FoundHolder): RegistryEntry {
  return { ...attributesOf(attributes), nativeId, project, run: nativeId.slice(project.length + 1) };
}

function readPosition(text: string): z.infer<typeof position> {
  try {
    return position.parse(JSON.parse(text));
  } catch {
    throw unknownPosition();
  }
}
