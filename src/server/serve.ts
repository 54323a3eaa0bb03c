import fastifyCompress from '@fastify/compress';
import { fastify, type FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';
import type { Log } from '../contract/tracker.ts';
import type { Gateway } from '../graphql/gateway.ts';
import { addAccess, type KnownRoute } from './auth/route-access.ts';
import type { AuthOptions } from './auth/auth-options.ts';
import { isLoopback } from './auth/caller.ts';
import { openIdentify } from './auth/identify.ts';
import { addCors } from './cross-origin.ts';
import { addExports } from './exports/add-exports.ts';
import { usualExports, type ExportsSettings } from './exports/exports-settings.ts';
import { addDownloads } from './download-endpoint.ts';
import { addErrorAnswers, answerBadHttp, errorBody } from './error-answers.ts';
import { addGraphiql } from './graphiql.ts';
import { addGraphql } from './graphql-endpoint.ts';
import { addLimits, openBadCredentials, type RequestLimits } from './limits/add-limits.ts';
import { openDrain } from './drain.ts';
import { addHealth } from './health.ts';
import { addMetrics } from './metrics.ts';
import { requestIdOf } from './request-id.ts';
import { addRequestLog } from './request-log.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** None, if left out. */
  readonly drainMs?: number;
  /** 20 seconds, if left out. */
  readonly graceMs?: number;
  /** Origins of pages of other sites that may ask; none, if left out. */
  readonly cors?: readonly string[] | undefined;
  /** Who is let in; only the owner of this machine if left out. */
  readonly auth?: AuthOptions | undefined;
  /** How much a caller may ask; as much as it wants, if left out. */
  readonly limits?: (RequestLimits & { readonly bodyKb: number }) | undefined;
  /** How much exports may take, and where their files lie; the usual, if left out. */
  readonly exports?: ExportsSettings | undefined;
  /** Told of every request, and of nothing if left out. */
  readonly log?: Log;
}

export interface RunningServer {
  /** `http://host:port`, as a browser on this machine would write it. */
  readonly url: string;
  /** What is served, and to whom. */
  readonly routes: readonly KnownRoute[];
  /** Says on /health/ready that it stops, goes on for `drainMs` unless `atOnce`, lets requests under way end, then stops. */
  readonly close: (atOnce?: boolean) => Promise<void>;
}

const noAuth: AuthOptions = { keys: [], jwt: [] };

/** Serves a gateway over HTTP: GraphQL, its page, files of artifacts, and health. */
export async function serve(gateway: Gateway, options: ServeOptions): Promise<RunningServer> {
  const { host, port, drainMs = 0, graceMs = 20_000, cors = [], auth = noAuth, limits, log } = options;
  const app: FastifyInstance = fastify({
    logger: false,
    bodyLimit: (limits?.bodyKb ?? 4096) * 1024,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: requestIdOf,
    frameworkErrors: (_error, _request, reply) => {
      reply.hijack();
      const body = JSON.stringify(errorBody('INVALID_QUERY', 'The address is malformed.'));
      reply.raw.writeHead(400, { 'content-type': 'application/json' }).end(body);
    },
    clientErrorHandler: answerBadHttp,
  });
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  if (log !== undefined) addRequestLog(app, log);
  addErrorAnswers(app, log);
  await addCors(app, cors);
  const routes = addAccess(app, openIdentify(auth, isLoopback(host)), openBadCredentials(gateway.counts));
  if (limits !== undefined) addLimits(app, limits, gateway.counts);
  // Level 1 halves the bytes of wide pages at a fraction of the time that the default level takes.
  await app.register(fastifyCompress, {
    encodings: ['gzip', 'deflate'],
    threshold: 2048,
    zlibOptions: { level: constants.Z_BEST_SPEED },
  });
  const drain = openDrain(app, { drainMs, graceMs });
  addMetrics(app, gateway);
  addGraphql(app, gateway, { origins: cors, log });
  addDownloads(app, gateway);
  addExports(app, gateway, options.exports ?? usualExports, cors);
  addHealth(app, gateway, drain);
  if (!gateway.isProduction) await addGraphiql(app);
  await app.listen({ host, port });
  const url = urlOf(app, host);
  gateway.links.serveAt(url);
  return { url, routes: routes(), close: drain.close };
}

function urlOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
