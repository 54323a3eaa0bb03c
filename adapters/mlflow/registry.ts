import type { Page } from '../../src/contract/page.ts';
import type { Model, ModelSearch, ModelVersion, VersionsRequest } from '../../src/contract/models.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { pageModels } from './registry-client.ts';
import { quoted } from './to-native-filter.ts';
import { isPrompt, parseVersionId, toModel, toVersion } from './to-registry.ts';
import type { WireModelVersion, WireRegisteredModel } from './wire-artifacts.ts';

type Access = Pick<ArtifactAccess, 'registry' | 'context' | 'baseUrl'>;

/** Up to so many are asked for one by one. Beyond, one page of everything is quicker, where everything fits. */
const few = 3;
const pageVersions = 2000;

export async function searchModels(
  { registry, context, baseUrl }: Access,
  { search, limit, after }: ModelSearch,
): Promise<Page<Model>> {
  const filter = search === null ? '' : nameFilter(search);
  const { items, next } = await registry.searchModels(context, { filter, limit: Math.min(limit, pageModels), after });
  return { items: items.filter((model) => !isPrompt(model)).map((model) => toModel(baseUrl, model)), next };
}

/** Databases lower ASCII alone, and other letters than k and i lower to those. The core checks again. */
function nameFilter(search: string): string {
  if (!/^[\x20-\x7e]*$/.test(search) || /[%_\\']/.test(search)) return '';
  return `name ILIKE '%${search.replace(/[ki]/gi, '_')}%'`;
}

export async function getModels({ registry, context, baseUrl }: Access, ids: readonly string[]) {
  const found = await readModels({ registry, context }, ids);
  return ids.map((id): Model | null => {
    const model = found.get(id);
    return model === undefined || isPrompt(model) ? null : toModel(baseUrl, model);
  });
}

export async function listVersions(
  access: Access,
  requests: readonly VersionsRequest[],
): Promise<readonly Page<ModelVersion>[]> {
  const { registry, context } = access;
  const names = requests.map(({ modelId }) => modelId);
  const models = readModels(access, names);
  const all = requests.length > few ? await everyVersion(access) : undefined;
  const pages = await Promise.all(
    requests.map(async ({ modelId, limit, after }) => {
      if (all !== undefined && after === null) {
        const own = all.filter(({ name }) => name === modelId);
        if (own.length <= limit) return { items: own, next: null };
      }
      const filter = nameIs(modelId);
      return registry.searchVersions(context, { filter, limit, after, order: 'version_number DESC' });
    }),
  );
  const known = await models;
  return pages.map(({ items, next }) => {
    const sorted = next === null ? [...items].sort((a, b) => Number(b.version) - Number(a.version)) : items;
    return { items: sorted.map((version) => toVersion(version, known.get(version.name))), next };
  });
}

export async function getVersions(access: Access, ids: readonly string[]): Promise<readonly (ModelVersion | null)[]> {
  const { registry, context } = access;
  const keys = ids.map(parseVersionId);
  const all = ids.length > few ? await everyVersion(access) : undefined;
  const found = await Promise.all(
    keys.map(async (key) => {
      if (key === undefined) return null;
      const known = all?.find(({ name, version }) => name === key.name && version === key.version);
      return known ?? registry.getVersion(context, key.name, key.version);
    }),
  );
  return complete(
    access,
    found.map((version) => version ?? undefined),
  );
}

/** Versions with their aliases, in order. */
export async function complete(
  access: Access,
  versions: readonly (WireModelVersion | undefined)[],
): Promise<readonly (ModelVersion | null)[]> {
  const names = versions.flatMap((version) => (version === undefined ? [] : [version.name]));
  const models = await readModels(access, names);
  return versions.map((version) => (version === undefined ? null : toVersion(version, models.get(version.name))));
}

/** Registered models by name: the whole registry page by page for many, one by one for a few. */
async function readModels(
  { registry, context }: Omit<Access, 'baseUrl'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, WireRegisteredModel>> {
  const unique = [...new Set(names)];
  const found = new Map<string, WireRegisteredModel>();
  if (unique.length > few) {
    let after: string | null = null;
    do {
      const page: { items: readonly WireRegisteredModel[]; next: string | null } = await registry.searchModels(
        context,
        { filter: '', limit: pageModels, after },
      );
      for (const model of page.items) found.set(model.name, model);
      after = page.next === after ? null : page.next;
    } while (after !== null && unique.some((name) => !found.has(name)));
  }
  const rest = await Promise.all(
    unique.filter((name) => !found.has(name)).map((name) => registry.getModel(context, name)),
  );
  for (const model of rest) if (model !== null) found.set(model.name, model);
  return found;
}

/** All versions of all models, newest first; undefined where one page does not hold them. */
async function everyVersion({ registry, context }: Access): Promise<readonly WireModelVersion[] | undefined> {
  const { items, next } = await registry.searchVersions(context, { filter: '', limit: pageVersions, after: null });
  return next === null ? items : undefined;
}

/** A name with both kinds of quotes cannot be written; then every version is sent and looked at. */
export function nameIs(name: string): string {
  const text = quoted(name);
  return text === undefined ? '' : `name = ${text}`;
}
