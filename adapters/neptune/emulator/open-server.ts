import Fastify, { type FastifyInstance } from 'fastify';
import { writeJson } from '../../../src/kit/write-json.ts';
import { addLeaderboard } from './leaderboard-routes.ts';
import type { Keys } from './keys.ts';
import { refuse } from './refuse.ts';
import type { World } from './world.ts';

/** The routes of a Neptune server that read runs, over one world. It does not listen yet. */
export function openServer(world: World, keys: Keys, watch: (path: string) => void): FastifyInstance {
  const app = Fastify({ forceCloseConnections: true, bodyLimit: 2 ** 24 });
  app.setReplySerializer((answer) => writeJson(answer));
  app.addHook('onRequest', (request, reply, done) => {
    watch(request.url);
    const open = /^\/api\/backend\/v1\/(clients\/config|authorization\/oauth-token)/.test(request.url);
    if (open || keys.isLoggedIn(request.headers.authorization)) done();
    else void refuse(reply, 401, 'AUTHORIZATION_TOKEN_EXPIRED', 'Unauthorized');
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'NOT_FOUND', 'Not found'));
  addBackend(app, world, keys);
  addLeaderboard(app, world);
  return app;
}

type Query<T> = { Querystring: T };

function addBackend(app: FastifyInstance, world: World, keys: Keys): void {
  app.get('/api/backend/v1/clients/config', (request, reply) => {
    const refused = keys.refusal(request.headers['x-neptune-api-token']);
    if (refused !== undefined) return refuse(reply, refused, 'INVALID_API_TOKEN', 'X-Neptune-Api-Token');
    const url = `http://${request.headers.host ?? ''}`;
    const versions = { minRecommendedVersion: '1.0.0', minCompatibleVersion: '0.1.0', maxCompatibleVersion: null };
    const shared = { apiUrl: url, applicationUrl: url, pyLibVersions: versions };
    if (world.line === '2.x') return { ...shared, artifacts: { enabled: true, apiVersion: 2 } };
    return { ...shared, security: { clientId: 'neptune-cli', openIdDiscovery: `${url}/auth` } };
  });
  app.get('/api/backend/v1/authorization/oauth-token', (request, reply) => {
    const refused = keys.refusal(request.headers['x-neptune-api-token']);
    if (refused !== undefined) return refuse(reply, refused, 'INVALID_API_TOKEN', 'X-Neptune-Api-Token');
    return { accessToken: keys.login(), refreshToken: 'refresh', username: 'reader' };
  });
  app.get('/api/backend/v1/myOrganizations', () => [{ id: 'org-1', name: world.workspace }]);
  app.get<Query<{ organizationIdentifier?: string; offset?: string; limit?: string }>>(
    '/api/backend/v1/projects',
    ({ query }) => {
      const offset = Number(query.offset ?? 0);
      const all = query.organizationIdentifier === world.workspace ? world.projects : [];
      const entries = all
        .slice(offset, offset + Number(query.limit ?? 100))
        .map(({ name, description, createdAt }) => ({
          id: name,
          name,
          organizationName: world.workspace,
          description,
          timeOfCreation: new Date(createdAt).toISOString(),
          archived: false,
        }));
      return { entries, matchingItemCount: all.length, totalItemCount: all.length };
    },
  );
}
