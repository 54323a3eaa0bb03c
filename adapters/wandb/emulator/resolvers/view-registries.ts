import { isObject, readObject, type JsonObject } from '../json.ts';
import { connect, type PageArguments } from './connection.ts';
import type { Shown, Views } from './views.ts';

interface CollectionsArguments extends PageArguments {
  readonly projectFilters?: string | null;
  readonly filters?: string | null;
  readonly collectionFilters?: string | null;
  readonly collectionTypes?: readonly ('SEQUENCE' | 'PORTFOLIO')[] | null;
}

const kinds = { SEQUENCE: 'ArtifactSequence', PORTFOLIO: 'ArtifactPortfolio' } as const;

/** What an entity has in all of its projects together. Filters are those by a name that is equal or one of a list. */
export function viewRegistries(views: Views, entity: string): Shown {
  const { projects, collections } = views.world;
  const registries = (filters: string | null | undefined) =>
    projects.filter((project) => project.entity === entity && isNamed(project.name, filters));
  const within = (projectFilters: string | null | undefined, filters: string | null | undefined) => {
    const chosen = registries(projectFilters);
    return collections.filter(({ project, name }) => chosen.includes(project) && isNamed(name, filters)).toReversed();
  };
  return {
    projects: ({ filters, ...page }: CollectionsArguments) =>
      connect(registries(filters), page, (project) => views.project(project)),
    project: ({ name }: { readonly name: string }) => {
      const found = projects.find((project) => project.entity === entity && project.name === name);
      return found === undefined ? null : views.project(found);
    },
    artifactCollections: ({ projectFilters, filters, collectionTypes, ...page }: CollectionsArguments) => {
      const types = (collectionTypes ?? ['SEQUENCE', 'PORTFOLIO']).map((type) => kinds[type]);
      const found = within(projectFilters, filters).filter(({ kind }) => types.includes(kind));
      return connect(found, page, (collection) => views.collection(collection));
    },
    artifactMemberships: ({ projectFilters, collectionFilters, ...page }: CollectionsArguments) => {
      const members = within(projectFilters, collectionFilters).flatMap((collection) =>
        collection.members.toReversed(),
      );
      return connect(members, page, (member) => views.membership(member));
    },
  };
}

function isNamed(name: string, filters: string | null | undefined): boolean {
  return holds(name, readObject(filters));
}

function holds(name: string, { name: wanted }: JsonObject): boolean {
  if (!isObject(wanted)) return wanted === undefined || wanted === name;
  const { $in: list, $eq: equal = name } = wanted;
  return equal === name && (!Array.isArray(list) || list.includes(name));
}
