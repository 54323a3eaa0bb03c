import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { examples } from './examples.ts';
import { favicon } from './favicon.ts';

/** The build puts the page's scripts there; the same place seen from src/ and from dist/src/. */
const places = ['../../dist/graphiql/', '../../graphiql/'];

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Rungraph</title>
    <link rel="icon" type="image/svg+xml" href="favicon.svg" />
    <link rel="stylesheet" href="graphiql/graphiql.min.css" />
    <style>
      html, body, #graphiql { height: 100%; margin: 0; }
      noscript { padding: 1rem; display: block; }
    </style>
  </head>
  <body>
    <div id="graphiql"><noscript>This page needs JavaScript. The endpoint itself is /graphql.</noscript></div>
    <script src="graphiql/react.production.min.js"></script>
    <script src="graphiql/react-dom.production.min.js"></script>
    <script src="graphiql/graphiql.min.js"></script>
    <script src="graphiql/start.js"></script>
  </body>
</html>
`;

const startScript = `ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: new URL('graphql', location.href).pathname }),
    defaultTabs: ${JSON.stringify(examples.map(({ query }) => ({ query })))},
  }),
);
`;

/** Everything comes from this server. The editor sets styles of its own, hence unsafe-inline for those alone. */
const contentPolicy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:";

/** The page at / that people try queries in. It works without a network. */
export async function addGraphiql(app: FastifyInstance): Promise<void> {
  const folder = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  if (folder === undefined) return;
  const open = { config: { access: 'open' as const } };
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...open.config };
    });
    await scope.register(fastifyStatic, { root: folder, prefix: '/graphiql/', maxAge: '1d' });
  });
  app.get('/', open, (_request, reply) =>
    reply.type('text/html').header('content-security-policy', contentPolicy).send(page),
  );
  app.get('/favicon.svg', open, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(favicon),
  );
  app.get('/graphiql/start.js', open, (_request, reply) => reply.type('text/javascript').send(startScript));
}
