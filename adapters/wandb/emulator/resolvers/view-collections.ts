import { readObject } from '../json.ts';
import { timeText } from '../search/run-column.ts';
import { idOf, type StoredCollection, type StoredMembership, type StoredProject } from '../store/world.ts';
import { connect, type PageArguments } from './connection.ts';
import type { Shown, Views } from './views.ts';

interface Named {
  readonly name: string;
}

/** What of a project is about artifacts. */
export function viewCollections(views: Views, project: StoredProject): Shown {
  const own = views.world.collections.filter((collection) => collection.project === project);
  const one = ({ name }: Named): unknown => {
    const collection = own.find((candidate) => candidate.name === name);
    return collection === undefined ? null : views.collection(collection);
  };
  const types = [...new Set(own.map(({ type }) => type))].sort();
  const member = ({ name }: Named): StoredMembership | undefined => {
    const [, collection, alias = 'latest'] = /^([^:]*)(?::(.*))?$/s.exec(name) ?? [];
    return memberOf(
      own.find((candidate) => candidate.name === collection),
      alias,
    );
  };
  return {
    artifactTypes: (page: PageArguments) => connect(types, page, (type) => viewType(views, own, type)),
    artifactType: ({ name }: Named) => (types.includes(name) ? viewType(views, own, name) : null),
    artifactCollections: (page: PageArguments) => connect(own, page, (collection) => views.collection(collection)),
    artifactCollection: one,
    artifactCollectionMembership: (asked: Named) => {
      const found = member(asked);
      return found === undefined ? null : views.membership(found);
    },
    artifact: (asked: Named) => {
      const found = member(asked);
      return found === undefined ? null : views.artifact(found.artifact);
    },
  };
}

function viewType(views: Views, own: readonly StoredCollection[], type: string): Shown {
  const collections = own.filter((collection) => collection.type === type);
  const created = Math.min(...collections.map(({ createdAt }) => createdAt));
  return {
    __typename: 'ArtifactType',
    id: idOf('ArtifactType', type),
    name: type,
    description: null,
    createdAt: timeText(created),
    artifactCollections: (page: PageArguments) => connect(collections, page, (one) => views.collection(one)),
    artifactCollection: ({ name }: Named) => {
      const found = collections.find((candidate) => candidate.name === name);
      return found === undefined ? null : views.collection(found);
    },
  };
}

export function viewCollection(views: Views, collection: StoredCollection): Shown {
  const { members } = collection;
  const committed = (filters: string | null | undefined): readonly StoredMembership[] => {
    const { state = 'COMMITTED' } = readObject(filters);
    return members.filter(({ artifact }) => artifact.state === state).toReversed();
  };
  const latest = members.at(-1);
  return {
    __typename: collection.kind,
    id: idOf('ArtifactCollection', collection.number),
    name: collection.name,
    description: collection.description,
    state: 'READY',
    createdAt: timeText(collection.createdAt),
    updatedAt: timeText(collection.createdAt),
    project: () => views.project(collection.project),
    defaultArtifactType: {
      __typename: 'ArtifactType',
      id: idOf('ArtifactType', collection.type),
      name: collection.type,
    },
    tags: { edges: [] },
    aliases: (page: PageArguments) => {
      const aliases = members.flatMap((member) => member.aliases.map((alias) => ({ alias, member })));
      return connect(aliases, page, ({ alias, member }) => {
        return { __typename: 'ArtifactAlias', id: idOf('ArtifactAlias', member.number, alias), alias };
      });
    },
    artifacts: ({ filters, ...page }: PageArguments & { readonly filters?: string | null }) => {
      const found = committed(filters);
      const list = connect(found, page, (member) => member);
      const edges = list.edges.map(({ cursor, node }) => {
        return { cursor, version: `v${node.versionIndex}`, node: views.artifact(node.artifact) };
      });
      return { ...list, edges };
    },
    artifactMembership: ({ aliasName }: { readonly aliasName: string }) => {
      const member = memberOf(collection, aliasName);
      return member === undefined ? null : views.membership(member);
    },
    artifactMemberships: (page: PageArguments) =>
      connect(members.toReversed(), page, (member) => views.membership(member)),
    latestArtifact: () => (latest === undefined ? null : views.artifact(latest.artifact)),
    digestAlgorithm: 'MANIFEST_MD5',
  };
}

/** A version by `v3` or by an alias. */
export function memberOf(collection: StoredCollection | undefined, name: string): StoredMembership | undefined {
  return collection?.members.find(({ versionIndex, aliases }) => `v${versionIndex}` === name || aliases.includes(name));
}
