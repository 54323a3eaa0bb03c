import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { modelOf, modelToWire } from './endpoints/artifacts.ts';
import { ServerCrash, invalid, notFound } from './fault.ts';
import { isFolder, listFolder } from './store/folders.ts';
import { runOf, type Files, type World } from './store/state.ts';
import { unlessEmpty } from './wire/to-wire.ts';
import { writeJson } from './wire/write-json.ts';

/** Routes outside of the API proper, or with an id in their path: files, logged models by id, and GraphQL. */
export function addArtifactRoutes(app: FastifyInstance, world: World): void {
  app.get('/get-artifact', (request, reply) => {
    const query = queryOf(request);
    const run = runOf(world, query.get('run_id') ?? query.get('run_uuid') ?? '');
    return sendFile(world, request, reply, run.files, query.get('path'));
  });
  // The artifact proxy stores bytes as they come, whether the run is there or not, and answers nothing.
  app.put<{ Params: { '*': string } }>('/api/2.0/mlflow-artifacts/artifacts/*', (request, reply) => {
    const [, runId = '', path = ''] = /^[^/]+\/([^/]+)\/artifacts\/(.+)$/s.exec(request.params['*']) ?? [];
    if (path.includes('#') || path.split('/').includes('..')) throw invalid('Invalid path');
    runOf(world, runId).files.set(path, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    return sendText(reply, '{}');
  });
  app.post('/graphql', (request, reply) => sendText(reply, answerGraphql(world, String(request.body))));
  if (!world.generation.newFields) return;

  app.get<{ Params: { id: string } }>('/api/2.0/mlflow/logged-models/:id', ({ params }, reply) =>
    sendText(reply, writeJson({ model: modelToWire(modelOf(world, params.id)) }, 'pretty')),
  );
  app.get<{ Params: { id: string } }>('/api/2.0/mlflow/logged-models/:id/artifacts/directories', (request, reply) => {
    const model = modelOf(world, request.params.id);
    const files = listFolder(model.files, queryOf(request).get('artifact_directory_path') ?? '');
    return sendText(
      reply,
      writeJson({ root_uri: `mlflow-artifacts:/${model.id}`, files: unlessEmpty(files) }, 'pretty'),
    );
  });
  app.get<{ Params: { id: string } }>('/ajax-api/2.0/mlflow/logged-models/:id/artifacts/files', (request, reply) => {
    const model = modelOf(world, request.params.id);
    return sendFile(world, request, reply, model.files, queryOf(request).get('artifact_file_path'));
  });
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(/\?(.*)$/s.exec(request.url)?.[1] ?? '');
}

/** Always an attachment, with ranges. The second generation crashes on what is not there and on folders. */
function sendFile(
  { generation }: World,
  request: FastifyRequest,
  reply: FastifyReply,
  files: Files,
  asked: string | null,
): FastifyReply {
  const path = decoded(asked ?? '');
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) throw invalid('Invalid path');
  const content = files.get(path);
  if (content === undefined) {
    if (!generation.newFields) throw new ServerCrash();
    if (isFolder(files, path)) throw invalid(`Artifact path refers to a directory, not a file: '${path}'`);
    throw notFound(`No such artifact: '${path}'`);
  }
  const etag = `"${createHash('md5').update(content).digest('hex')}"`;
  void reply.headers({ 'content-type': 'application/octet-stream', 'content-disposition': 'attachment', etag });
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  if (match === null) return reply.send(content);
  const last = content.length - 1;
  const from = match[1] === '' ? Math.max(0, content.length - Number(match[2])) : Number(match[1]);
  const to = match[1] === '' || match[2] === '' ? last : Math.min(last, Number(match[2]));
  if (from > last) return reply.status(416).header('content-range', `bytes */${content.length}`).send();
  void reply.status(206).header('content-range', `bytes ${from}-${to}/${content.length}`);
  return reply.send(content.subarray(from, to + 1));
}

/** The server decodes again what was decoded already, until nothing changes. */
function decoded(path: string): string {
  try {
    const once = decodeURIComponent(path);
    return once === path ? path : decoded(once);
  } catch {
    return path;
  }
}

/** The one question that is imitated: which logged models runs read. */
function answerGraphql({ runs, generation }: World, body: string): string {
  const query = /"query":\s*("(?:[^"\\]|\\.)*")/.exec(body)?.[1] ?? '""';
  const asked = [...String(JSON.parse(query)).matchAll(/(\w+): mlflowGetRun\(input: \{ runId: "([^"]*)" \}\)/g)];
  if (!generation.newFields || asked.length > 10) {
    return writeJson({ data: null, errors: ["Cannot query field 'modelInputs' on type 'MlflowRunInputs'."] }, 'tight');
  }
  const data = asked.map(([, alias = '', id = '']) => {
    const inputs = [...(runs.get(id)?.modelInputs ?? [])].map((modelId) => ({ modelId }));
    return [alias, { run: { inputs: { modelInputs: inputs } } }] as const;
  });
  return writeJson({ data: Object.fromEntries(data), errors: null }, 'tight');
}

function sendText(reply: FastifyReply, body: string): FastifyReply {
  return reply.header('content-type', 'application/json').send(Buffer.from(body));
}
