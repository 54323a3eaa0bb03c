import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiTokens } from './api-tokens.ts';
import { refuse } from './refuse.ts';
import { projectOf, type StoredProject, type World } from './world.ts';

type Query<T> = { Querystring: T };

/** Logging in, and what there is: of both lines. */
export function addBackend(app: FastifyInstance, world: World, tokens: ApiTokens): void {
  app.get('/api/backend/v1/clients/config', (request, reply) => {
    const refused = tokens.refusal(request.headers['x-neptune-api-token']);
    if (refused !== undefined) return refuse(reply, refused, 'INVALID_API_TOKEN', 'X-Neptune-Api-Token');
    const url = `http://${request.headers.host ?? ''}`;
    const versions = { minRecommendedVersion: '1.0.0', minCompatibleVersion: '0.1.0', maxCompatibleVersion: null };
    const shared = { apiUrl: url, applicationUrl: url, pyLibVersions: versions };
    if (world.line === '2.x') return { ...shared, artifacts: { enabled: true, apiVersion: 2 } };
    return { ...shared, security: { clientId: 'neptune-cli', openIdDiscovery: `${url}${issuer}` } };
  });
  app.get('/api/backend/v1/authorization/oauth-token', (request, reply) => {
    const refused = tokens.refusal(request.headers['x-neptune-api-token']);
    if (refused !== undefined) return refuse(reply, refused, 'INVALID_API_TOKEN', 'X-Neptune-Api-Token');
    return { accessToken: tokens.login(issuerOf(request)), refreshToken: 'refresh', username: 'reader' };
  });
  app.get('/api/backend/v1/myOrganizations', () => [{ id: 'org-1', name: world.workspace }]);
  app.get<Query<{ organizationIdentifier?: string; offset?: string; limit?: string }>>(
    '/api/backend/v1/projects',
    ({ query }) => {
      const offset = Number(query.offset ?? 0);
      const all = query.organizationIdentifier === world.workspace ? world.projects : [];
      const entries = all
        .slice(offset, offset + Number(query.limit ?? 100))
        .map((project) => toProject(world, project));
      return { entries, matchingItemCount: all.length, totalItemCount: all.length };
    },
  );
  app.get<Query<{ projectIdentifier?: string }>>('/api/backend/v1/projects/get', ({ query }, reply) => {
    const id = projectOf(world, query.projectIdentifier);
    const found = world.projects.find(({ name }) => `${world.workspace}/${name}` === id);
    return found === undefined ? refuse(reply, 404, 'PROJECT_NOT_FOUND', 'Project not found') : toProject(world, found);
  });
  addRefresh(app, tokens);
}

/** Logins are renewed at the identity provider, which takes forms. */
function addRefresh(app: FastifyInstance, tokens: ApiTokens): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  );
  app.post<{ Body: URLSearchParams }>(`${issuer}/protocol/openid-connect/token`, (request, reply) => {
    const { body } = request;
    if (body.get('grant_type') !== 'refresh_token' || body.get('refresh_token') !== 'refresh') {
      return reply.status(400).send({ error: 'invalid_grant' });
    }
    const token = tokens.login(issuerOf(request));
    return { access_token: token, refresh_token: 'refresh', token_type: 'Bearer', expires_in: 300 };
  });
}

const issuer = '/auth/realms/neptune';

function issuerOf({ headers }: FastifyRequest): string {
  return `http://${headers.host ?? ''}${issuer}`;
}

function toProject({ workspace }: World, { uuid, key, name, description, createdAt }: StoredProject): object {
  return {
    id: uuid,
    name,
    projectKey: key,
    organizationId: 'org-1',
    organizationName: workspace,
    description,
    timeOfCreation: new Date(createdAt).toISOString(),
    archived: false,
    version: 2,
  };
}
