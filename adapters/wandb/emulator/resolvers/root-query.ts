import { findProject, idOf } from '../store/world.ts';
import { connect, type PageArguments } from './connection.ts';
import { viewEntity, viewOrganization, viewUser } from './view-user.ts';
import type { Views } from './views.ts';

interface ProjectArguments {
  readonly name?: string | null;
  readonly entityName?: string | null;
}

/** The version that a server of one's own tells; the hosted one tells none. */
const localVersion = '0.75.1';

/** What can be read. */
export function rootQuery(views: Views): Record<string, unknown> {
  const project = ({ name, entityName }: ProjectArguments): unknown => {
    const found = findProject(views.world, entityName ?? views.world.viewer, name ?? '');
    return found === undefined ? null : views.project(found);
  };
  const projects = ({ entityName, ...page }: PageArguments & ProjectArguments): unknown => {
    const found = views.world.projects.filter(({ entity }) => entity === (entityName ?? views.world.viewer));
    return connect(found, page, (one) => views.project(one));
  };
  return {
    viewer: () => viewUser(views, views.world.viewer),
    serverInfo: () => ({
      cliVersionInfo: JSON.stringify({ max_cli_version: '0.31.0' }),
      latestLocalVersionInfo:
        views.world.traits.name === 'hosted'
          ? null
          : { outOfDate: false, latestVersionString: localVersion, versionOnThisInstanceString: localVersion },
      features: [...views.world.features].map((name) => ({ name, isEnabled: true })),
    }),
    entity: ({ name }: ProjectArguments) => viewEntity(views, name ?? views.world.viewer),
    organization: ({ name }: ProjectArguments) =>
      name === views.world.organization.name ? viewOrganization(views) : null,
    project,
    model: project,
    projects,
    models: projects,
    artifact: ({ id }: { readonly id: string }) => {
      const found = views.world.artifacts.find(({ number }) => idOf('Artifact', number) === id);
      return found === undefined ? null : views.artifact(found);
    },
    artifactCollection: ({ id }: { readonly id: string }) => {
      const found = views.world.collections.find(({ number }) => idOf('ArtifactCollection', number) === id);
      return found === undefined ? null : views.collection(found);
    },
    clientIDMapping: ({ clientID }: { readonly clientID: string }) => {
      const found = views.world.artifacts.find(({ clientId }) => clientId === clientID);
      return found === undefined ? null : { serverID: idOf('Artifact', found.number) };
    },
  };
}
