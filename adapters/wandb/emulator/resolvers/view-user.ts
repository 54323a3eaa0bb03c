import { idOf, type World } from '../store/world.ts';

export function viewUser(world: World, username: string): Record<string, unknown> {
  return {
    __typename: 'User',
    id: idOf('User', username),
    name: username,
    username,
    email: `${username}@example.com`,
    admin: false,
    flags: '{}',
    entity: world.viewer,
    deletedAt: null,
    apiKeys: { edges: [] },
    teams: { edges: [{ node: () => viewEntity(world.viewer) }] },
    organizations: [],
  };
}

/** An organization comes with the registry, in the project of its own entity. */
export function viewEntity(name: string): Record<string, unknown> {
  return {
    id: idOf('Entity', name),
    name,
    isTeam: true,
    entityType: 'team',
    organization: null,
    user: null,
    xxhashDigestsEnabled: false,
  };
}
