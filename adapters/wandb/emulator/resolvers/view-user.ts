import { idOf } from '../store/world.ts';
import { viewRegistries } from './view-registries.ts';
import type { Shown, Views } from './views.ts';

export function viewUser(views: Views, username: string): Shown {
  const { viewer } = views.world;
  return {
    __typename: 'User',
    id: idOf('User', username),
    name: username,
    username,
    email: `${username}@example.com`,
    admin: false,
    flags: '{}',
    entity: viewer,
    deletedAt: null,
    apiKeys: { edges: [] },
    teams: { edges: [{ node: () => viewEntity(views, viewer) }] },
    organizations: [],
  };
}

export function viewEntity(views: Views, name: string): Shown {
  return {
    __typename: 'Entity',
    id: idOf('Entity', name),
    name,
    isTeam: true,
    entityType: 'team',
    organization: () => viewOrganization(views),
    user: null,
    xxhashDigestsEnabled: false,
    ...viewRegistries(views, name),
  };
}

/** Every entity is of the one that there is. */
export function viewOrganization(views: Views): Shown {
  const { name, entity } = views.world.organization;
  return {
    __typename: 'Organization',
    id: idOf('Organization', name),
    name,
    orgEntity: () => viewEntity(views, entity),
    coreWeaveOrganizationId: null,
    featureFlags: [],
  };
}
