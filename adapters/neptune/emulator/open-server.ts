import Fastify, { type FastifyInstance } from 'fastify';
import { writeJson } from '../../../src/kit/write-json.ts';
import { addAttributes } from './attribute-routes.ts';
import { addBackend } from './backend-routes.ts';
import type { ApiTokens } from './api-tokens.ts';
import { refuse } from './refuse.ts';
import { addContent } from './content-routes.ts';
import { addObjects } from './object-routes.ts';
import { addRuns } from './run-routes.ts';
import { addSearch } from './search-routes.ts';
import { addSeries } from './series-routes.ts';
import { addStorage } from './storage-routes.ts';
import { swaggerOf } from './swagger.ts';
import type { World } from './world.ts';

/** The routes of a Neptune server that read runs, over one world. It does not listen yet. */
export function openServer(world: World, tokens: ApiTokens, watch: (path: string) => void): FastifyInstance {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 2 ** 24,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setReplySerializer((answer) => writeJson(answer));
  app.addHook('onRequest', (request, reply, done) => {
    watch(request.url);
    const open =
      /^\/(api\/backend\/v1\/(clients\/config|authorization\/oauth-token)|auth\/|storage\/|api\/\w+\/swagger\.json)/.test(
        request.url,
      );
    if (open || tokens.isLoggedIn(request.headers.authorization)) done();
    else void refuse(reply, 401, 'AUTHORIZATION_TOKEN_EXPIRED', 'Unauthorized');
  });
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404, 'NOT_FOUND', 'Not found'));
  addBackend(app, world, tokens);
  addSearch(app, world);
  if (world.line === '3.x') {
    addAttributes(app, world);
    addObjects(app, world);
    addStorage(app, world);
  } else {
    addRuns(app, world);
    addContent(app, world);
  }
  addSeries(app, world);
  app.get<{ Params: { service: string } }>('/api/:service/swagger.json', ({ params: { service } }, reply) => {
    return swaggerOf(service) ?? refuse(reply, 404, 'NOT_FOUND', 'Not found');
  });
  return app;
}
