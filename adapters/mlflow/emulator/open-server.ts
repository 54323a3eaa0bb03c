import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type onRequestAsyncHookHandler,
} from 'fastify';
import { answerCall } from './answer-call.ts';
import { addArtifactRoutes } from './artifact-routes.ts';
import { artifactEndpoints } from './endpoints/artifacts.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { experimentEndpoints } from './endpoints/experiments.ts';
import { loggingEndpoints } from './endpoints/logging.ts';
import { metricEndpoints } from './endpoints/metrics.ts';
import { registerEndpoints } from './endpoints/register.ts';
import { registryEndpoints } from './endpoints/registry.ts';
import { runEndpoints } from './endpoints/runs.ts';
import { MlflowFault, factsOfFault, wrongContentType } from './fault.ts';
import { errorPage, tooLongPage, type ErrorPage } from './error-pages.ts';
import type { World } from './store/state.ts';
import { writeJson } from './wire/write-json.ts';

const endpoints: readonly Endpoint[] = [
  ...experimentEndpoints,
  ...runEndpoints,
  ...loggingEndpoints,
  ...metricEndpoints,
  ...artifactEndpoints,
  ...registryEndpoints,
  ...registerEndpoints,
];
const serverInfoPath = '/3.0/mlflow/server-info';

/** The routes of a tracking server over one world, every request shown to `watch` first. It does not listen yet. */
export function openServer(world: World, watch: onRequestAsyncHookHandler): FastifyInstance {
  const app = Fastify({
    bodyLimit: 64 * 1024 * 1024,
    forceCloseConnections: true,
    http: { maxHeaderSize: 64 * 1024 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.addHook('onRequest', watch);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('server', world.generation.serverInfo ? 'uvicorn' : 'gunicorn');
    const bytes = Buffer.byteLength(`${request.method} ${request.url} HTTP/1.1`);
    if (bytes > world.generation.requestLineBytes) return sendPage(reply, tooLongPage(bytes));
    return undefined;
  });
  app.setErrorHandler((error, _request, reply) => sendError(world, reply, error));
  app.setNotFoundHandler((request, reply) => {
    const allowed = allowedMethods(world, request.url.split('?')[0] ?? '');
    if (allowed.length === 0) return sendPage(reply, errorPage(404));
    return sendPage(reply.header('allow', [...allowed, 'OPTIONS'].join(', ')), errorPage(405));
  });
  addRoutes(app, world);
  addArtifactRoutes(app, world);
  return app;
}

function addRoutes(app: FastifyInstance, world: World): void {
  app.get('/version', (_request, reply) => reply.type('text/html; charset=utf-8').send(world.generation.version));
  app.get('/health', (_request, reply) => reply.type(healthType(world)).send('OK'));
  for (const endpoint of endpoints) {
    for (const url of pathsOf(endpoint)) {
      app.route({
        method: [...endpoint.methods],
        url,
        handler: (request, reply) => handle(world, endpoint, request, reply),
      });
    }
  }
  if (!world.generation.serverInfo) return;
  for (const prefix of ['/api', '/ajax-api']) {
    app.get(prefix + serverInfoPath, (_request, reply) => sendJson(reply, writeJson(serverInfo, 'tight')));
  }
}

function healthType({ generation }: World): string {
  return generation.serverInfo ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8';
}

const serverInfo = {
  store_type: 'SqlStore',
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: false,
  multipart_downloads_enabled: false,
  presigned_upload_run_id_supported: true,
  presigned_upload_model_id_supported: true,
  features_enabled: { gateway: true },
};

function handle(world: World, endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [, query = ''] = /\?(.*)$/s.exec(request.url) ?? [];
  const body = answerCall(world, endpoint, {
    method: request.method,
    query: new URLSearchParams(query),
    contentType: request.headers['content-type'] ?? '',
    body: typeof request.body === 'string' ? request.body : '',
  });
  return sendJson(reply, body);
}

function pathsOf({ path, ajaxOnly }: Endpoint): readonly string[] {
  return ajaxOnly ? [`/ajax-api/2.0${path}`] : [`/api/2.0${path}`, `/ajax-api/2.0${path}`];
}

function allowedMethods({ generation }: World, path: string): readonly string[] {
  if (path === '/version' || path === '/health') return ['GET', 'HEAD'];
  if (generation.serverInfo && /^\/(?:ajax-)?api\/3\.0\/mlflow\/server-info$/.test(path)) return ['GET', 'HEAD'];
  return endpoints.filter((endpoint) => pathsOf(endpoint).includes(path)).flatMap(({ methods }) => methods);
}

function sendError(world: World, reply: FastifyReply, error: unknown): FastifyReply {
  if (isMediaTypeError(error)) return sendError(world, reply, wrongContentType());
  if (!(error instanceof MlflowFault)) return sendPage(reply, errorPage(500));
  const { status, sqlstate, errorClass } = factsOfFault(error.code);
  const classes = world.generation.errorClasses ? { sqlstate, error_class: errorClass } : {};
  return sendJson(
    reply.status(status),
    writeJson({ error_code: error.code, message: error.message, ...classes }, 'spaced'),
  );
}

/** Fastify's own refusal of a content type that is not well-formed. */
function isMediaTypeError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
}

/** As bytes, because Fastify would add a charset to text. */
function sendJson(reply: FastifyReply, body: string): FastifyReply {
  return reply.header('content-type', 'application/json').send(Buffer.from(body));
}

function sendPage(reply: FastifyReply, page: ErrorPage): FastifyReply {
  return reply.status(page.status).header('content-type', page.type).send(Buffer.from(page.body));
}
